import { expect, onTestFinished, test, vi } from 'vitest';
import { killAll, killGroup, survivorsAfter } from '../../../helpers/codex/kill.ts';
import { processesOf } from '../../../helpers/codex/process-table.ts';
import { site } from './stand-in.ts';

const NOBODY: ReadonlySet<number> = new Set();

test('a group that is gone can be killed again', async () => {
  const { start } = site();
  const { codex, stdout } = start('echo $$');
  await codex.ended;
  expect(() => killGroup(Number(stdout().toString()))).not.toThrow();
});

test('kills all processes, however often they multiply', async () => {
  const { start, folder } = site();
  const { spoke } = start('trap "" TERM; echo; i=0; while [ $i -lt 30 ]; do sleep 1000 & i=$((i+1)); done; wait');
  await spoke;
  expect(await killAll(NOBODY, folder)).toEqual([]);
  expect(processesOf(NOBODY, folder)).toEqual([]);
});

test('gives up on a process that cannot be killed and names it', async () => {
  const { start, folder } = site();
  const { spoke, stdout } = start('echo $$; read go');
  await spoke;
  const refuse = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  });
  onTestFinished(() => refuse.mockRestore());
  const left = await killAll(NOBODY, folder, 25);
  expect(left.map(({ pid }) => pid)).toEqual([Number(stdout().toString())]);
  expect(refuse).toHaveBeenCalledWith(left[0]!.pid, 'SIGKILL');
});

test('survivors are looked for until nobody is left', async () => {
  const { start, folder } = site();
  const { spoke, codex } = start('echo; read go');
  await spoke;
  codex.stdin.end('go\n');
  expect(await survivorsAfter(NOBODY, folder, 60_000)).toEqual([]);
});

test('survivors are alive after the grace period', async () => {
  const { start, folder } = site();
  const { spoke, stdout } = start('echo $$; read go');
  await spoke;
  expect(await survivorsAfter(NOBODY, folder, 0)).toMatchObject([{ pid: Number(stdout().toString()) }]);
});
