import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../../helpers/cli/main.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { temporaryFolder, write } from '../codex/temporary.ts';
import { EXEC_STATELESS } from '../checks/samples.ts';
import { capturedIo } from './captured-io.ts';

const FIXTURES = join(SUITE_ROOT, 'fixtures');
const SUM = join(FIXTURES, '0.171.0', 'exec', 'stateless', 'sum');

function onWindows(): void {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  onTestFinished(() => {
    Object.defineProperty(process, 'platform', platform);
  });
}

test.for([
  ['run'],
  ['run', '--core', '--shard', '1/2'],
  ['record', '--codex', 'pinned'],
  ['matrix', '--codex', '0.98.0'],
  ['bisect', 'turn/reply/exact', '--good', '0.98.0', '--bad', '0.171.0'],
  ['replay', SUM],
  ['diff', '0.98.0', '0.171.0'],
])('%j ends with exit code 3 on Windows', async (argv) => {
  const io = { ...capturedIo({ env: { HOME: temporaryFolder() } }), cwd: temporaryFolder() };
  onWindows();
  expect([await main(argv, io), io.written, readdirSync(io.cwd)]).toEqual([
    3,
    {
      stdout: '',
      stderr:
        'error: Playing codex needs Linux or macOS; this is win32.\n' +
        'hint: judge, list, explain, history, baseline, and diff and can-i-upgrade on recordings work here.\n',
    },
    [],
  ]);
});

test.for([
  ['list'],
  ['explain', 'turn/reply/exact'],
  ['history', join(FIXTURES, '0.171.0')],
  ['baseline'],
  ['diff', join(FIXTURES, '0.98.0'), join(FIXTURES, '0.171.0'), '--only', 'exec/stateless/**'],
  ['completion', 'bash'],
])('%j works on Windows', async (argv) => {
  const io = { ...capturedIo(), cwd: temporaryFolder() };
  onWindows();
  expect([await main(argv, io), io.written.stderr]).toEqual([0, '']);
  expect(io.written.stdout).not.toBe('');
});

test('judges a stream whose lines end as on Windows', async () => {
  const cwd = temporaryFolder();
  const text = EXEC_STATELESS.processes[0]!.stdout;
  write(join(cwd, 'plain.jsonl'), text);
  write(join(cwd, 'crlf.jsonl'), text.replaceAll('\n', '\r\n'));
  const judged = async (name: string): Promise<string> => {
    const io = { ...capturedIo(), cwd };
    expect(await main(['judge', name], io)).toBe(0);
    return io.written.stdout.replaceAll(name, 'stream');
  };
  expect(await judged('crlf.jsonl')).toBe(await judged('plain.jsonl'));
});
