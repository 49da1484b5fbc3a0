import { expect, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { capturedIo } from '../captured-io.ts';

async function run(...argv: readonly string[]) {
  const io = { ...capturedIo(), cwd: SUITE_ROOT };
  return { code: await main(['history', ...argv], io), ...io.written };
}

test('prints a changelog, newest version first', async () => {
  const { code, stdout, stderr } = await run('fixtures', '--only', 'app-server/turn', '--format', 'changes');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const steps = [...stdout.matchAll(/^## `(.*)`\n\nAfter `(.*)`:/gm)].map(([, after, before]) => [before, after]);
  expect(steps[0]).toEqual(['0.169.0', '0.171.0']);
  expect(steps.slice(1).map(([, after]) => after)).toEqual(steps.slice(0, -1).map(([before]) => before));
  const rollback = '`schema client request thread/rollback`: `removed`';
  const removing = stdout.split(/^## /m).filter((section) => section.includes(rollback));
  expect(removing.map((section) => section.split('\n')[0])).toEqual(['`0.156.0`']);
});

test('prints Markdown, rejects an empty folder', async () => {
  const { stdout } = await run('fixtures', '--only', 'app-server/turn');
  expect(stdout).toContain('| `wire notification thread/status/changed` | `0.117.0` (`0.104.0`) |');
  const ofExec = '| `exec turn.completed .usage.reasoning_output_tokens` |';
  const { stdout: other } = await run('fixtures', '--only', 'exec/stateless');
  expect([stdout.includes(ofExec), other.includes(ofExec)]).toEqual([false, true]);
  expect(await run('docs')).toMatchObject({ code: 2, stdout: '' });
});

test('rejects a pattern without a match', async () => {
  const { code, stdout, stderr } = await run('fixtures', '--only', 'exec/nothing');
  expect({ code, stdout, stderr: stderr.replaceAll(SUITE_ROOT, '<SUITE_ROOT>') }).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: No recording in <SUITE_ROOT>/fixtures matches --only exec/nothing.
hint: Record some: codex-conformance record --codex C --out DIR
`,
  });
});
