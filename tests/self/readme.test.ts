import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { execa } from 'execa';
import { afterAll, describe, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** The README, and the pages that it sends its readers to. */
const PAGES = ['README.md', ...['integrators', 'sdk-authors', 'ci', 'maintainers'].map((name) => `docs/${name}.md`)];

/** Commands that need a registry, an account, minutes or the results of others. Only their help is tried. */
const HELP_ONLY = /\b(?:matrix|bisect|latest|diff \d\S*|merge)\b/;

const PROGRAM = `'${process.execPath}' bin/codex-conformance.js`;

const STREAM = 'fixtures/0.171.0/exec/stateless/sum/stdout.jsonl';

const out = await mkdtemp(join(tmpdir(), 'codex-conformance-readme-'));
afterAll(() => rm(out, { recursive: true, force: true }));
await writeFile(join(out, 'uses.json'), '{ "flags": ["exec --json"] }');
await writeFile(join(out, 'known.json'), '{ "known_failures": [] }');

const pages = await Promise.all(PAGES.map((page) => readFile(join(SUITE_ROOT, page), 'utf8')));
const commands = pages.flatMap((text) =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap((block) => block[1]!.trim().split('\n')),
);

describe('the README and its pages', { concurrent: true, timeout: 120_000 }, () => {
  test('begin with what CI runs first', async ({ expect }) => {
    const ci = await readFile(join(SUITE_ROOT, '.ci/run'), 'utf8');
    const steps = [...ci.matchAll(/^step (.*)$/gm)].map(([, step]) => step!);
    expect(commands.slice(0, 2)).toEqual(steps.slice(0, 2));
  });

  test('start the suite in one way', ({ expect }) => {
    const others = commands.filter(
      (command) => !/^(?:npm ci$|codex exec |(?:\w+=\S+ )?npx codex-conformance )/.test(command),
    );
    expect(others).toEqual([]);
  });

  test('npx finds the program of the checkout', async ({ expect }) => {
    const { stdout } = await shell('npx codex-conformance --version');
    expect(stdout).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('show the output of a run', async ({ expect }) => {
    const { stdout } = await shell(`npm run -s conformance -- --out ${join(out, 'shown')}`);
    const shown = /^```text\n([\s\S]*?)^```$/m.exec(pages[0]!)![1]!;
    expect(numberless(stdout).split('\n')).toEqual(expect.arrayContaining(numberless(shown).trim().split('\n')));
  });

  test.for([...new Set(commands)].filter((command) => command.includes('npx')))(
    'have a working command: %s',
    async (command, { expect }) => {
      const { exitCode, all } = await shell(runnable(command));
      expect({ exitCode, all: exitCode === 0 ? '' : all }).toEqual({ exitCode: 0, all: '' });
    },
  );
});

function shell(command: string) {
  return execa({ shell: true, cwd: SUITE_ROOT, stdin: 'ignore', reject: false, all: true })`${command}`;
}

/** The same command with files and an output folder of its own, or its help. */
function runnable(command: string): string {
  const own = command
    // The stream that codex would print with an account.
    .replace(/^codex exec[^|]*/, `cat ${STREAM} `)
    .replaceAll(/(?<= )session\.jsonl/g, STREAM)
    .replaceAll(/(?<= )(?:uses|known)\.json/g, (file) => join(out, file))
    .replaceAll('npx codex-conformance', PROGRAM);
  if (HELP_ONLY.test(command)) return own.replace(/(bin\/codex-conformance\.js \S+).*$/, '$1 --help');
  if (!/codex-conformance (?:run|record)\b/.test(command)) return own;
  return `${own.replace(/ --out \S+/, '')} --out ${join(out, String(commands.indexOf(command)))}`;
}

/** Times and counts differ by machine and with each new clause. */
function numberless(text: string): string {
  return text.replaceAll(/[0-9a-f]{12}|\d+(?:\.\d+)*/g, 'N');
}
