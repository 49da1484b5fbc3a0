import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { FoundCodex } from '../../../helpers/codex/locate.ts';
import { identify } from '../../../helpers/codex/identify.ts';
import { failureOf, program, temporaryFolder, write } from './temporary.ts';

/** Prints the same as codex, and logs each question in the file `asked` beside it. */
const ANSWERS = `
echo "$*" >> "\${0%/*}/asked"
case "$*" in
  --version) echo 'WARNING: an old configuration' >&2; echo 'codex-cli 1.2.3-alpha.4' ;;
  --help) printf 'Commands:\\n  exec  Run\\n  app-server  Serve\\n' ;;
  'exec --help') printf 'Commands:\\n  resume  Resume\\n\\nOptions:\\n      --json\\n' ;;
  'exec resume --help') printf 'Options:\\n      --last\\n'; exit 2 ;;
  'app-server --help') printf 'Options:\\n      --listen <URL>\\n' ;;
  'features list') printf 'plugins  under development  true\\n' ;;
esac`;

/** The help of a codex, whatever it is asked. */
const HELP = "printf 'Commands:\\n  exec  Run\\n'";

const QUESTIONS = ['--version', '--help', 'app-server --help', 'exec --help', 'exec resume --help', 'features list'];

/** A codex that is no script: without its first line the system hands it to a shell all the same. */
function native(folder: string, text = ANSWERS): FoundCodex {
  // The executable bit stays when the text is written anew.
  const path = write(program(join(folder, 'codex'), ''), text);
  return { path, foundBy: 'path', pathDirs: ['/aside'] };
}

function asked(folder: string): string[] {
  return readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n').toSorted();
}

async function refusal(text: string, options = {}): Promise<object> {
  const folder = temporaryFolder();
  const path = program(join(folder, 'codex'), text);
  const cache = join(folder, 'cache');
  const failure = await failureOf(() => identify({ path, foundBy: 'path', pathDirs: [] }, cache, options));
  expect(existsSync(cache)).toBe(false);
  return JSON.parse(JSON.stringify(failure).replaceAll(folder, '<folder>')) as object;
}

test('identifies a binary by version, capabilities and hash', async () => {
  const folder = temporaryFolder();
  const codex = native(folder);
  expect(await identify(codex, join(folder, 'cache'))).toEqual({
    path: codex.path,
    foundBy: 'path',
    pathDirs: ['/aside'],
    version: '1.2.3-alpha.4',
    sha256: createHash('sha256').update(ANSWERS).digest('hex'),
    capabilities: [
      'app-server.flag.listen',
      'command.app-server',
      'command.exec',
      'exec.command.resume',
      'exec.flag.json',
      'feature.plugins',
    ],
  });
  expect(asked(folder)).toEqual(QUESTIONS.toSorted());
});

test('a binary that is known is not started again', async () => {
  const folder = temporaryFolder();
  const codex = native(folder);
  const first = await identify(codex, join(folder, 'cache'));
  const second = await identify({ ...codex, foundBy: 'CODEX_BIN' }, join(folder, 'cache'));
  expect(second).toEqual({ ...first, foundBy: 'CODEX_BIN' });
  expect(asked(folder)).toHaveLength(QUESTIONS.length);
});

test.each<[string, (codex: string) => void]>([
  ['was touched', (codex) => utimesSync(codex, 1, 1)],
  [
    'has another size',
    (codex) => {
      truncateSync(codex, ANSWERS.length);
      utimesSync(codex, 2, 2);
    },
  ],
])('a binary that %s is asked again', async (_, change) => {
  const folder = temporaryFolder();
  const codex = native(folder, `${ANSWERS}\n`);
  utimesSync(codex.path, 2, 2);
  await identify(codex, join(folder, 'cache'));
  change(codex.path);
  await identify(codex, join(folder, 'cache'));
  expect(asked(folder)).toHaveLength(2 * QUESTIONS.length);
});

test('a binary at another path is asked again', async () => {
  const folder = temporaryFolder();
  await identify(native(join(folder, 'one')), join(folder, 'cache'));
  await identify(native(join(folder, 'two')), join(folder, 'cache'));
  expect(asked(join(folder, 'two'))).toHaveLength(QUESTIONS.length);
});

test('replaces a damaged cache entry', async () => {
  const folder = temporaryFolder();
  const codex = native(folder);
  const first = await identify(codex, join(folder, 'cache'));
  const entry = join(folder, 'cache/binaries', readdirSync(join(folder, 'cache/binaries'))[0]!);
  const whole = readFileSync(entry, 'utf8');
  write(entry, whole.slice(0, 40));
  expect(await identify(codex, join(folder, 'cache'))).toEqual(first);
  expect(asked(folder)).toHaveLength(2 * QUESTIONS.length);
  expect(readFileSync(entry, 'utf8')).toBe(whole);
});

test('a cache that cannot be written to is done without', async () => {
  const folder = temporaryFolder();
  const codex = native(folder);
  const cache = join(write(join(folder, 'file'), 'no folder'), 'cache');
  expect(await identify(codex, cache)).toEqual(await identify(codex, cache));
  expect(asked(folder)).toHaveLength(2 * QUESTIONS.length);
});

test('probes a script each time: its program may have changed', async () => {
  const folder = temporaryFolder();
  const path = program(join(folder, 'codex'), ANSWERS);
  const codex: FoundCodex = { path, foundBy: 'path', pathDirs: [] };
  expect(await identify(codex, join(folder, 'cache'))).toEqual(await identify(codex, join(folder, 'cache')));
  expect(asked(folder)).toHaveLength(2 * QUESTIONS.length);
  expect(existsSync(join(folder, 'cache'))).toBe(false);
});

test('probes a script that replaced a known binary', async () => {
  const folder = temporaryFolder();
  const codex = native(folder, `##/bin/sh${ANSWERS}`);
  utimesSync(codex.path, 2, 2);
  await identify(codex, join(folder, 'cache'));
  write(codex.path, `#!/bin/sh${ANSWERS}`);
  utimesSync(codex.path, 2, 2);
  await identify(codex, join(folder, 'cache'));
  expect(asked(folder)).toHaveLength(2 * QUESTIONS.length);
});

test('probes a binary in a home that it removes afterwards', async () => {
  const folder = temporaryFolder();
  const path = program(
    join(folder, 'codex'),
    `echo 'codex-cli 1.0.0'; ${HELP}; { echo "$HOME" "$CODEX_HOME" "$TMPDIR"; env | sed 's/=.*//'; } > '${folder}/seen'; echo x > "$HOME/left"`,
  );
  await identify({ path, foundBy: 'path', pathDirs: [] }, folder);
  const [homes, ...names] = readFileSync(join(folder, 'seen'), 'utf8').trim().split('\n');
  const [home, ...others] = homes!.split(' ');
  expect(others).toEqual([home, home]);
  // Where a later run looks for what was left behind.
  expect(dirname(dirname(home!))).toBe(realpathSync(tmpdir()));
  expect(basename(dirname(home!))).toMatch(/^codex-conformance-run-/);
  expect(existsSync(dirname(home!))).toBe(false);
  const shell = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);
  expect(names.filter((name) => !shell.has(name)).toSorted()).toEqual(['CODEX_HOME', 'HOME', 'PATH', 'TMPDIR']);
});

test.each([
  'codex-cli 0.98.0',
  'codex 0.45.0',
  'codex-cli v1.0.0-beta',
  'codex-cli 0.0.0\n',
  'a note first\ncodex-exec 3.2.1',
])('takes %j for a codex', async (line) => {
  const folder = temporaryFolder();
  const path = program(join(folder, 'codex'), `printf '%s\\n' '${line}'; ${HELP}`);
  const { version } = await identify({ path, foundBy: 'path', pathDirs: [] }, folder);
  expect(version).toBe(/\d+\.\d+\.\d+(?:-beta)?/.exec(line)![0]);
});

test('a program that prints something else is not codex', async () => {
  expect(await refusal('echo "GNU bash, version 5.2.15"; echo more')).toMatchInlineSnapshot(`
    {
      "hint": "A codex prints a line such as "codex-cli 0.98.0".",
      "kind": "environment",
      "message": "<folder>/codex is not codex: --version prints "GNU bash, version 5.2.15".",
    }
  `);
  expect(await refusal('echo codex-cli unknown')).toMatchObject({
    message: '<folder>/codex is not codex: --version prints "codex-cli unknown".',
  });
  expect(await refusal('echo codex-cli 1.2.3/../..')).toMatchObject({
    message: '<folder>/codex is not codex: --version prints "codex-cli 1.2.3/../..".',
  });
  expect(await refusal('')).toMatchObject({ message: '<folder>/codex is not codex: --version prints "".' });
});

test('a program that knows only --version is not codex', async () => {
  expect(await refusal(`[ "$1" = --version ] && echo codex-cli 0.171.0`)).toMatchInlineSnapshot(`
    {
      "hint": "Check what the path names, and run it with --help by hand.",
      "kind": "environment",
      "message": "<folder>/codex is not codex: --help lists no command exec.",
    }
  `);
});

test('a program that fails is an error with its last words', async () => {
  expect(await refusal('echo first >&2; echo "libssl.so.3: not found" >&2; exit 127')).toMatchInlineSnapshot(`
    {
      "hint": "The binary cannot run here. Check that it was built for this platform and is complete.",
      "kind": "environment",
      "message": "<folder>/codex --version failed with exit code 127: libssl.so.3: not found.",
    }
  `);
  expect(await refusal('exit 3')).toMatchObject({ message: '<folder>/codex --version failed with exit code 3.' });
});

test('a program that crashes is an error with its signal', async () => {
  expect(await refusal('kill -ILL $$')).toMatchInlineSnapshot(`
    {
      "hint": "The binary cannot run here. Check that it was built for this platform and is complete.",
      "kind": "environment",
      "message": "<folder>/codex --version failed with signal SIGILL.",
    }
  `);
});

test('a program that does not answer is an error', async () => {
  expect(await refusal('sleep 1000', { limitMs: 50 })).toMatchInlineSnapshot(`
    {
      "hint": "Check that the path names codex, and run that command by hand.",
      "kind": "environment",
      "message": "<folder>/codex --version did not end within 0.05 seconds.",
    }
  `);
});

test('a program for another machine is an error', async () => {
  const folder = temporaryFolder();
  const path = program(join(folder, 'codex'), '#!/no/such/interpreter\n');
  const failure = await failureOf(() => identify({ path, foundBy: 'path', pathDirs: [] }, folder));
  expect(JSON.parse(JSON.stringify(failure).replaceAll(folder, '<folder>'))).toMatchInlineSnapshot(`
    {
      "hint": "Check that it is a program for this platform.",
      "kind": "environment",
      "message": "<folder>/codex cannot be started: spawn <folder>/codex ENOENT.",
    }
  `);
});
