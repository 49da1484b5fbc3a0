import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/suite-root.ts';

/** These two are how this test came to run. */
const RUN_BY_CI = ['npm ci', 'npm test'];

const out = await mkdtemp(join(tmpdir(), 'codex-conformance-readme-'));
afterAll(() => rm(out, { recursive: true, force: true }));

const readme = await readFile(join(SUITE_ROOT, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((block) => block[1]!.trim().split('\n'));

test('the README has the commands that are tried here', () => {
  expect(commands.length).toBeGreaterThan(RUN_BY_CI.length);
  expect(RUN_BY_CI.filter((command) => !commands.includes(command))).toEqual([]);
});

test.for(commands.filter((command) => !RUN_BY_CI.includes(command)))(
  'works as the README has it: %s',
  async (command) => {
    const { exitCode, all } = await execa({
      shell: true,
      cwd: SUITE_ROOT,
      stdin: 'ignore',
      reject: false,
      all: true,
    })`${runnable(command)}`;
    expect({ exitCode, all: exitCode === 0 ? '' : all }).toEqual({ exitCode: 0, all: '' });
  },
);

/** The same command with its results in a folder of its own; one that needs an account is only asked for its help. */
function runnable(command: string): string {
  if (command.startsWith('codex-conformance ')) {
    return `npm run -s codex-conformance -- ${command.slice('codex-conformance '.length)} --help`;
  }
  if (!/\b(?:conformance|record)\b(?!.*(?:--help|--out|list))/.test(command)) return command;
  return `${command}${command.includes(' -- ') ? '' : ' --'} --out ${out}`;
}
