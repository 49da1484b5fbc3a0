import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** These two are how this test came to run. */
const RUN_BY_CI = ['npm ci', 'npm test'];

const out = await mkdtemp(join(tmpdir(), 'codex-conformance-readme-'));
afterAll(() => rm(out, { recursive: true, force: true }));

const readme = await readFile(join(SUITE_ROOT, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((block) => block[1]!.trim().split('\n'));

test('the README has commands to try', () => {
  expect(commands.length).toBeGreaterThan(RUN_BY_CI.length);
  expect(RUN_BY_CI.filter((command) => !commands.includes(command))).toEqual([]);
});

test('a run prints the output that the README shows', async () => {
  const { stdout } = await execa({
    shell: true,
    cwd: SUITE_ROOT,
    stdin: 'ignore',
  })`npm run conformance -- --out ${out}`;
  const shown = /^```text\n([\s\S]*?)^```$/m.exec(readme)![1]!;
  expect(numberless(stdout).split('\n')).toEqual(expect.arrayContaining(numberless(shown).trim().split('\n')));
});

test.for(commands.filter((command) => !RUN_BY_CI.includes(command)))(
  'works as the README shows: %s',
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
  // What codex would print, without the account that it needs.
  if (command.startsWith('codex exec'))
    return command.replace(/^[^|]*/, 'cat fixtures/0.169.0/exec/stateless/sum/stdout.jsonl ');
  if (
    !/\b(?:conformance|record)\b(?!.*(?:--help|--out|list|judge|explain|replay|diff|history|can-i-upgrade))/.test(
      command,
    )
  )
    return command;
  return `${command}${command.includes(' -- ') ? '' : ' --'} --out ${out}`;
}

/** Times and counts change with the machine and with each new clause. */
function numberless(text: string): string {
  return text.replaceAll(/[0-9a-f]{12}|\d+(?:\.\d+)*/g, 'N');
}
