import { join } from 'node:path';
import process from 'node:process';
import { describe } from 'vitest';
import type { Matrix } from '../../helpers/versions/matrix/format.ts';
import { test } from './sandbox-test.ts';
import type { Sandbox } from './sandbox.ts';
import { codexAs, codexWaitingFor } from './wrapper.ts';

const ONLY = ['--only', 'exec/stateless/sum'];

/** The pinned codex with another version. It prints hello before its first event. */
function older(sandbox: Sandbox): string {
  return sandbox.script('older/codex', codexAs('0.1.0', 'exec) echo hello ;;'));
}

/** The output of a sweep with the lines of finished versions sorted. */
function sorted(text: string): string {
  const lines = text.split('\n');
  const over = lines.filter((line) => /^\d\/\d /.test(line)).map((line) => line.slice('1/3  '.length));
  return [...over.toSorted(), ...lines.slice(over.length)].join('\n');
}

function matrixIn(sandbox: Sandbox, folder: string): Omit<Matrix, 'volatile'> {
  const { volatile: _, ...matrix } = JSON.parse(sandbox.text(join(folder, 'matrix.json'))) as Matrix;
  return matrix;
}

describe('a sweep', { concurrent: true, timeout: 120_000 }, () => {
  test('has a column for each version, even if one does not run', async ({ sandbox, expect }) => {
    const broken = sandbox.script('broken/codex', 'echo it does not work >&2; exit 1');
    const codex = ['pinned', broken, older(sandbox)].join(',');
    const { exitCode, stdout, stderr } = await sandbox.run(['matrix', '--codex', codex, ...ONLY, '--out', 'out']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: '' });
    expect(sorted(stdout.replaceAll(/; <TIME>.*/g, ''))).toMatchInlineSnapshot(`
      "0.1.0       1 scenario played in <TIME>
      <PINNED>     1 scenario played in <TIME>
      <SANDBOX>/broken/codex  failed: <SANDBOX>/broken/codex --version failed with exit code 1: it does not work.

      Every check holds in <PINNED>.
      Nothing that held before is broken now.
      No verdict on <SANDBOX>/broken/codex.
        <SANDBOX>/broken/codex: <SANDBOX>/broken/codex --version failed with exit code 1: it does not work.

      Time: fetch <TIME>, play <TIME>, judge <TIME>, merge <TIME>, history <TIME>
      Page: out/index.html"
    `);
    const { versions, cells } = matrixIn(sandbox, 'out');
    expect(
      versions.map(({ version, status, problem }) => [sandbox.plain(version), status, sandbox.plain(problem ?? '')]),
    ).toMatchInlineSnapshot(`
      [
        [
          "0.1.0",
          "judged",
          "",
        ],
        [
          "<PINNED>",
          "judged",
          "",
        ],
        [
          "<SANDBOX>/broken/codex",
          "failed",
          "<SANDBOX>/broken/codex --version failed with exit code 1: it does not work.",
        ],
      ]
    `);
    expect(cells.find(({ check }) => check === 'exec/stdout/jsonl-only')?.verdicts).toBe('fp-');
  });

  test('gives the same matrix in shards as on one machine', async ({ sandbox, expect }) => {
    const args = ['matrix', '--codex', `pinned,${older(sandbox)}`, ...ONLY, '--out'];
    for (const shard of ['1/2', '2/2']) {
      const { exitCode } = await sandbox.run([...args, join('shards', shard), '--shard', shard]);
      expect(exitCode).toBe(0);
    }
    const merged = await sandbox.run([
      'matrix',
      '--merge',
      'shards/1',
      '--merge',
      'shards/2',
      '--out',
      'out',
      '--fail-on',
      'should',
    ]);
    expect(merged.exitCode).toBe(1);
    const whole = await sandbox.run([...args, 'whole']);
    expect(whole.exitCode).toBe(0);
    expect(matrixIn(sandbox, 'out')).toEqual(matrixIn(sandbox, 'whole'));
    const again = await sandbox.run([...args, 'out']);
    expect(again.stdout.match(/up to date/g)).toHaveLength(2);
    expect(matrixIn(sandbox, 'out')).toEqual(matrixIn(sandbox, 'whole'));
  });

  test.for([
    ['SIGINT', 130],
    ['SIGKILL', undefined],
  ] as const)('continues where it stopped after %s', async ([signal, code], { sandbox, expect }) => {
    const waiting = sandbox.script('waiting/codex', codexWaitingFor(join(sandbox.root, 'go'), '0.2.0'));
    const args = ['matrix', '--codex', `${older(sandbox)},${waiting}`, ...ONLY, '--out', 'out'];
    const running = sandbox.start(args);
    running.stdout.on('data', (text) => {
      if (String(text).includes('1/2')) process.kill(running.pid!, signal);
    });
    const { exitCode, stderr } = await running;
    expect([exitCode, stderr]).toEqual([
      code,
      signal === 'SIGINT' ? 'Interrupted: 1 of 2 versions are done. Run the same command again to continue.' : '',
    ]);
    sandbox.file('go', '');
    const { exitCode: second, stdout } = await sandbox.run(args);
    expect([second, stdout.match(/^\d\/2 .*?(?:played|up to date)/gm)]).toEqual([
      0,
      ['1/2  0.1.0       up to date', '2/2  0.2.0       1 scenario played'],
    ]);
  });
});
