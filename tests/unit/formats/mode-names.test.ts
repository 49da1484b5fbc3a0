import { expect, test } from 'vitest';
import { modeOfFile } from '../../../helpers/formats/mode-names.ts';

test('the mode of a test file is told by its name or a folder above it', () => {
  const files = [
    'tests/exec-stateless.test.ts',
    'tests/exec-persistent/ids.test.ts',
    String.raw`tests\app-server\turns.test.ts`,
    'tests/app-server-ish.test.ts',
    'tests/exec/stateless.test.ts',
  ];
  expect(files.map(modeOfFile)).toEqual(['exec_stateless', 'exec_persistent', 'app_server', null, null]);
});
