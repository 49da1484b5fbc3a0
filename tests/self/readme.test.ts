import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** How this test itself was started. */
const RUN_BY_CI = ['npm ci', 'npm test'];

/** Commands that need a registry, an account or minutes. Only their help is tried. */
const HELP_ONLY = /-- (?:matrix|bisect|run --live|run --codex latest)\b.*$/;

/** Commands that write to `outputs` unless they are given another folder. */
const WRITES =
  /\b(?:conformance|record|run)\b(?!.*(?:--help|--out|list|judge|explain|replay|diff|history|can-i-upgrade))/;

const out = await mkdtemp(join(tmpdir(), 'codex-conformance-readme-'));
afterAll(() => rm(out, { recursive: true, force: true }));

const readme = await readFile(join(SUITE_ROOT, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((block) => block[1]!.trim().split('\n'));

describe('the README', { concurrent: true, timeout: 120_000 }, () => {
  test('names the commands that CI runs', ({ expect }) => {
    expect(commands).toEqual(expect.arrayContaining(RUN_BY_CI));
  });

  test('uses commands that work after npm ci', ({ expect }) => {
    const bare = commands.filter((command) => /^(?:npx )?codex-conformance\b/.test(command));
    expect(bare).toEqual([]);
  });

  test('shows the output of a run', async ({ expect }) => {
    const { stdout } = await shell(`npm run conformance -- --out ${out}`);
    const shown = /^```text\n([\s\S]*?)^```$/m.exec(readme)![1]!;
    expect(numberless(stdout).split('\n')).toEqual(expect.arrayContaining(numberless(shown).trim().split('\n')));
  });

  test.for(commands.filter((command) => !RUN_BY_CI.includes(command)))(
    'has a working command: %s',
    async (command, { expect }) => {
      const { exitCode, all } = await shell(runnable(command));
      expect({ exitCode, all: exitCode === 0 ? '' : all }).toEqual({ exitCode: 0, all: '' });
    },
  );
});

function shell(command: string) {
  return execa({ shell: true, cwd: SUITE_ROOT, stdin: 'ignore', reject: false, all: true })`${command}`;
}

/** The same command with an output folder of its own, or its help. */
function runnable(command: string): string {
  // The stream that codex would print with an account.
  if (command.startsWith('codex exec')) {
    return command.replace(/^[^|]*/, 'cat fixtures/0.171.0/exec/stateless/sum/stdout.jsonl ');
  }
  if (HELP_ONLY.test(command)) return command.replace(/-- (\S+).*$/, '-- $1 --help');
  if (!WRITES.test(command)) return command;
  return `${command}${command.includes(' -- ') ? '' : ' --'} --out ${join(out, String(commands.indexOf(command)))}`;
}

/** Times and counts differ by machine and with each new clause. */
function numberless(text: string): string {
  return text.replaceAll(/[0-9a-f]{12}|\d+(?:\.\d+)*/g, 'N');
}
