import { join } from 'node:path';
import { vi } from 'vitest';
import { PINNED_VERSION } from './sandbox.ts';
import { test } from './sandbox-test.ts';
import { codexWaitingFor } from './wrapper.ts';

const OTHERS = [
  ['run', '--core'],
  ['record', '--only', 'exec/stateless/sum'],
  ['matrix', '--only', 'exec/stateless/sum'],
] as const;

const REFUSED =
  'error: Another run is writing to <SANDBOX>/out.\nhint: Wait for its end, or choose another folder: --out DIR';

test('rejects a second run in the same output folder', async ({ sandbox, expect }) => {
  // Its turns wait until the other runs are rejected.
  const codex = sandbox.script('codex', codexWaitingFor(join(sandbox.root, 'free'), PINNED_VERSION));
  const first = sandbox.start(['run', '--only', 'exec/stateless/sum', '--codex', codex, '--out', 'out']);
  await vi.waitFor(() => expect(sandbox.written().some((name) => name.startsWith('.in-use-'))).toBe(true), {
    timeout: 60_000,
    interval: 20,
  });
  const others = await Promise.all(
    OTHERS.map(async (other) => await sandbox.start([...other, '--codex', 'pinned', '--out', 'out'])),
  );
  expect(others.map(({ exitCode, stdout, stderr }) => [exitCode, stdout, sandbox.plain(stderr)])).toEqual(
    OTHERS.map(() => [3, '', REFUSED]),
  );
  sandbox.file('free', '');
  const { exitCode } = await sandbox.end(first);
  const hidden = sandbox.written().filter((name) => name.startsWith('.'));
  expect({ exitCode, hidden, all_success: sandbox.result('summary.json')['all_success'] }).toEqual({
    exitCode: 0,
    hidden: [],
    all_success: true,
  });
});
