import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { baselineToWrite, writeBaseline } from '../../../helpers/cli/write-baseline.ts';
import { loadCases } from '../../../helpers/inputs/cases.ts';
import { failureOf, temporaryFolder, write } from '../codex/temporary.ts';
import { runOf } from '../reporters/run-fixture.ts';
import { capturedIo } from './captured-io.ts';

const ENTRY = { check: 'exec/turn/completes', scenario: 'exec/a', versions: '*', reason: 'Known upstream.' };

function folder(): string {
  const cwd = temporaryFolder();
  write(join(cwd, 'old.json'), JSON.stringify({ known_failures: [ENTRY] }));
  write(join(cwd, 'mine.json'), JSON.stringify({ known_failures: [ENTRY, { ...ENTRY, scenario: 'exec/b' }] }));
  return cwd;
}

test('starts from the entries of the file and of --baseline', async () => {
  const cwd = folder();
  const scenarios = async (writeBaseline: string, others: { baseline?: string } = {}) =>
    (await baselineToWrite({ writeBaseline, ...others }, cwd))!.entries.map(({ scenario }) => scenario);
  expect([
    await scenarios('new.json'),
    await scenarios('old.json'),
    await scenarios('new.json', { baseline: 'old.json' }),
    await scenarios('old.json', { baseline: 'mine.json' }),
    await scenarios('mine.json', { baseline: 'mine.json' }),
  ]).toEqual([[], ['exec/a'], ['exec/a'], ['exec/a', 'exec/b'], ['exec/a', 'exec/b']]);
});

test('rejects a reason that no entry can have', async () => {
  const { message } = await failureOf(() => baselineToWrite({ writeBaseline: 'x', reason: 'later' }, folder()));
  expect(message).toBe('--reason expects at least 10 characters, found "later"');
});

test('writes no file after a run without a result', async () => {
  const path = join(temporaryFolder(), 'new.json');
  const io = capturedIo();
  await writeBaseline({ path, entries: [] }, runOf([]), await loadCases(), { writeBaseline: 'new.json' }, io);
  expect([existsSync(path), io.written]).toEqual([
    false,
    { stdout: '', stderr: 'note: new.json is not written: no scenario has a result.\n' },
  ]);
});
