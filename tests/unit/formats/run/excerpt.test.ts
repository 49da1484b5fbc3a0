import { join } from 'node:path';
import { expect, test } from 'vitest';
import { excerptsIn } from '../../../../helpers/formats/run/excerpt.ts';
import { temporaryFolder, write } from '../../codex/temporary.ts';

test('shows the lines around a place, with that one marked', () => {
  const folder = temporaryFolder();
  write(join(folder, 'recordings/a/stdout.jsonl'), ['one', 'two', 'three', 'four', 'x'.repeat(1000)].join('\n'));
  const excerpt = excerptsIn(folder);
  const at = (line: number): readonly string[] => excerpt('recordings/a', 'stdout.jsonl', line);
  expect(at(1)).toEqual(['> 1  one', '  2  two']);
  expect(at(3)).toEqual(['  1  one', '  2  two', '> 3  three', '  4  four']);
  expect(at(5).map(({ length }) => length)).toEqual([10, 9, expect.toSatisfy((length: number) => length < 420)]);
  expect([at(9), excerpt('recordings/b', 'stdout.jsonl', 1)]).toEqual([[], []]);
});
