import { expect, test } from 'vitest';
import { processIo } from '../../../helpers/cli/io.ts';

test('the surroundings of a command are those of its process', () => {
  const { env, cwd, isTTY, columns } = processIo();
  expect({ path: env['PATH'], cwd, isTTY: typeof isTTY, columns: columns > 0 }).toEqual({
    path: process.env['PATH'],
    cwd: process.cwd(),
    isTTY: 'boolean',
    columns: true,
  });
});
