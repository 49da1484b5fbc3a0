import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { saveRecording } from '../../../../helpers/recording/save.ts';
import { jsonSchemas } from '../../../../helpers/formats/schemas.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { withProcess } from '../../versions/changed.ts';
import { HOSTILE } from '../../reporters/hostile.ts';
import { failedCheck } from '../../reporters/run-fixture.ts';
import { matrixOf } from '../../formats/matrix/matrix-fixture.ts';
import { FIXTURE_VERSIONS } from '../../../../scripts/catalogue.ts';
import { capturedIo } from '../captured-io.ts';

const USES = {
  checks: ['turn/reply/exact'],
  facts: ['exec turn.completed .usage.*_tokens'],
  flags: ['exec --full-auto', 'exec resume --output-schema'],
  methods: ['newConversation', 'turn/start'],
};

/** Recordings of plain turns, without an error. */
const STATELESS = ['--from', 'fixtures/0.98.0/exec/stateless', '--to', 'fixtures/0.169.0/exec/stateless'];

async function run(cwd: string, ...argv: readonly string[]) {
  const io = { ...capturedIo(), cwd };
  return { code: await main(['can-i-upgrade', ...argv], io), ...io.written };
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'codex-conformance-upgrade-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function fileWith(root: unknown): Promise<string> {
  const path = join(await folder(), 'uses.json');
  await writeFile(path, typeof root === 'string' ? root : JSON.stringify(root));
  return path;
}

test('reports each requirement of two fixture versions', async () => {
  const uses = await fileWith(USES);
  const result = await run(SUITE_ROOT, '--from', 'fixtures/0.98.0', '--to', 'fixtures/0.169.0', '--uses', uses);
  expect(result).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "",
      "stdout": "No: 2 of 8 requirements break between 0.98.0 and 0.169.0 (1 did not hold in 0.98.0 either).

    breaks:
      flag    exec --full-auto
              not in the help of 0.169.0
              first among those recorded: 0.169.0; last good 0.98.0
              relied on by flags[0]
      method  newConversation
              0.169.0 has no such client request
              first among those recorded: 0.169.0; last good 0.98.0
              relied on by methods[0]

    did not hold before either:
      flag    exec resume --output-schema
              not in the help of 0.98.0; now holds

    holds in both: 5 (--format md lists them)
    ",
    }
  `);
});

/** A folder with a few recordings of each version. */
async function fewOfEachVersion(): Promise<string> {
  const few = await folder();
  for (const version of FIXTURE_VERSIONS) {
    for (const scenario of ['exec/stateless', 'app-server/turn']) {
      const path = join(version, scenario);
      await cp(join(SUITE_ROOT, 'fixtures', path), join(few, path), { recursive: true });
    }
  }
  return few;
}

test('names the first breaking version, in both directions', async () => {
  const few = await fewOfEachVersion();
  const uses = await fileWith({ flags: ['exec --full-auto', 'exec resume --output-schema'] });
  const breaks = async (from: string, to: string) => {
    const argv = ['--from', from, '--to', to, '--matrix', few, '--uses', uses, '--format', 'json'];
    const { code, stdout } = await run(SUITE_ROOT, ...argv);
    const { things, answer } = JSON.parse(stdout) as {
      things: { name: string; breaks: object | null }[];
      answer: string;
    };
    return { code, answer, breaks: Object.fromEntries(things.map((thing) => [thing.name, thing.breaks])) };
  };
  expect([await breaks('0.98.0', '0.169.0'), await breaks('0.169.0', '0.98.0'), await breaks('0.98.0', '0.117.0')])
    .toMatchInlineSnapshot(`
      [
        {
          "answer": "no",
          "breaks": {
            "exec --full-auto": {
              "between": [],
              "first_bad": "0.130.0",
              "last_good": "0.117.0",
            },
            "exec resume --output-schema": null,
          },
          "code": 1,
        },
        {
          "answer": "no",
          "breaks": {
            "exec --full-auto": null,
            "exec resume --output-schema": {
              "between": [],
              "first_bad": "0.130.0",
              "last_good": "0.142.0",
            },
          },
          "code": 1,
        },
        {
          "answer": "yes",
          "breaks": {
            "exec --full-auto": null,
            "exec resume --output-schema": null,
          },
          "code": 0,
        },
      ]
    `);
});

test('prints JSON that matches its schema', async () => {
  const uses = await fileWith({
    ...USES,
    streams: [join(SUITE_ROOT, 'fixtures/0.98.0/app-server/turn/sum/wire.jsonl')],
  });
  const few = await fewOfEachVersion();
  const argv = ['--from', '0.98.0', '--to', '0.169.0', '--matrix', few, '--uses', uses, '--format', 'json'];
  const { code, stdout } = await run(SUITE_ROOT, ...argv);
  const ajv = new Ajv({ strictTypes: false, schemas: { ...jsonSchemas() } });
  ajv.validate('upgrade.schema.json', JSON.parse(stdout));
  expect({ code, errors: ajv.errors }).toEqual({ code: 1, errors: null });
});

test('reads verdicts of a matrix and facts of recordings', async () => {
  const out = await folder();
  const id = 'turn/reply/exact';
  const matrix = matrixOf({
    '0.98.0': { id },
    '0.117.0': { id },
    '0.142.0': failedCheck({ id }),
    '0.169.0': failedCheck({ id }),
  });
  const versions = matrix.versions.map((version) => ({ ...version, recordings: `recordings/${version.version}` }));
  await writeFile(join(out, 'matrix.json'), JSON.stringify({ ...matrix, versions }));
  await symlink(join(SUITE_ROOT, 'fixtures'), join(out, 'recordings'));
  const uses = await fileWith({ checks: [id], flags: ['exec --json'] });
  expect(await run('/', '--from', '0.98.0', '--to', '0.169.0', '--matrix', out, '--uses', uses)).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "",
      "stdout": "No: 1 of 2 requirements breaks between 0.98.0 and 0.169.0.

    breaks:
      check   turn/reply/exact (must)
              fails on exec/stateless/sum
              first among those recorded: 0.142.0; last good 0.117.0
              relied on by checks[0]

    holds in both: 1 (--format md lists them)
    ",
    }
  `);
});

test('--no-search skips the search', async () => {
  const uses = await fileWith({ flags: ['exec --full-auto'] });
  const argv = ['--from', '0.98.0', '--to', '0.169.0', '--matrix', 'fixtures', '--uses', uses, '--no-search'];
  const { stdout } = await run(SUITE_ROOT, ...argv);
  expect(stdout).not.toContain('first');
});

test('exits with 0 if nothing breaks, with 2 if all is unknown', async () => {
  const stream = 'fixtures/0.169.0/exec/stateless/sum/stdout.jsonl';
  const held = await run(
    SUITE_ROOT,
    ...['--from', '--to'].flatMap((end) => [end, 'fixtures/0.169.0/exec/stateless']),
    '--from-stream',
    stream,
  );
  expect([held.code, held.stdout.split('\n')[0]]).toEqual([
    0,
    'Yes: 15 of 15 requirements hold in 0.169.0 as in 0.169.0.',
  ]);
  const odd = join(await folder(), 'odd.jsonl');
  await writeFile(odd, '{"type":"error","message":"x"}\n');
  const open = await run(SUITE_ROOT, ...STATELESS, '--from-stream', odd);
  expect([open.code, open.stdout.split('\n')[0], open.stderr.split('\n')[0]]).toEqual([
    2,
    'Unknown: no requirement is known to break; 0 of 2 requirements hold in 0.169.0 as in 0.98.0 (2 unknown).',
    'error: All requirements are unknown.',
  ]);
});

async function strictCode(streams: readonly string[], ...more: readonly string[]): Promise<number> {
  return (
    await run(SUITE_ROOT, ...STATELESS, '--strict', ...more, ...streams.flatMap((path) => ['--from-stream', path]))
  ).code;
}

test('--strict exits with 4 if something is unknown', async () => {
  const odd = join(await folder(), 'odd.jsonl');
  await writeFile(odd, '{"type":"error","message":"x"}\n');
  const known = 'fixtures/0.169.0/exec/stateless/sum/stdout.jsonl';
  const uses = await fileWith({ flags: ['exec --full-auto'] });
  expect([
    await strictCode([known, odd]),
    await strictCode([odd]),
    await strictCode(['fixtures/0.98.0/exec/stateless/sum/stdout.jsonl']),
    await strictCode([known, odd], '--uses', uses),
  ]).toEqual([4, 4, 0, 1]);
});

test('escapes texts of codex and of the user', async () => {
  const [before, after] = [await folder(), await folder()];
  const nasty = `${EXEC_STATELESS.processes[0]!.stdout}${JSON.stringify({ type: HOSTILE, [HOSTILE]: 1 })}\n`;
  await saveRecording(withProcess(EXEC_STATELESS, { stdout: nasty }), join(before, '0'));
  await saveRecording(EXEC_STATELESS, join(after, '0'));
  const uses = await fileWith({ facts: ['exec *'], flags: ['exec --json'] });
  const outputs = await Promise.all(
    ['text', 'md'].map((format) => run('/', '--from', before, '--to', after, '--uses', uses, '--format', format)),
  );
  const [text, md] = outputs.map(({ stdout }) => stdout);
  expect(outputs.map(({ code }) => code)).toEqual([1, 1]);
  expect([text, md].map((output) => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(output!.replaceAll('\n', '')))).toEqual([
    false,
    false,
  ]);
  expect(text).toContain('globalThis.pwned');
  expect(md!.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<script|@somebody|https?:/);
  const rows = md!.split('\n').filter((line) => line.startsWith('| fact'));
  expect(new Set(rows.map((line) => line.split(/(?<!\\)\|/).length))).toEqual(new Set([5, 7]));
});

test('rejects wrong arguments with a hint', async () => {
  const file = await fileWith({ checks: ['turn/reply/exatc'], flags: ['--json'] });
  const facts = await fileWith({
    facts: [
      'exec turn.complete .usage',
      'exec turn.completed .usage.inputtokens',
      'turn.completed.usage.output_tokens',
    ],
  });
  const good = await fileWith({ methods: ['turn/start'] });
  const broken = await fileWith('{');
  const outputs = [
    await run(SUITE_ROOT, '--from', '0.98.0'),
    await run(SUITE_ROOT, ...STATELESS),
    await run(SUITE_ROOT, ...STATELESS, '--uses', '/nowhere.json'),
    await run(SUITE_ROOT, ...STATELESS, '--uses', broken),
    await run(SUITE_ROOT, ...STATELESS, '--uses', file),
    await run(SUITE_ROOT, ...STATELESS, '--uses', facts),
    await run(SUITE_ROOT, ...STATELESS, '--from-stream', 'README.md'),
    await run(SUITE_ROOT, '--from', 'fixtures/0.98.0', '--to', '0.169.0', '--uses', good),
    await run(SUITE_ROOT, '--from', '0.98.0', '--to', '0.168.0', '--matrix', 'fixtures', '--uses', good),
    await run(SUITE_ROOT, '--from', '0.98.0', '--to', '0.168.0', '--matrix', 'nowhere', '--uses', good),
  ].map(({ code, stdout, stderr }) =>
    `${code} ${stdout}${stderr}`
      .replace(/first \d+ lines/, 'first <n> lines')
      .replaceAll(SUITE_ROOT, '<suite>')
      .replaceAll(/\/\S*uses\.json/g, '<uses>'),
  );
  expect(outputs).toMatchInlineSnapshot(`
    [
      "2 error: required option '--to <B>' not specified
    hint: Write it as in: codex-conformance can-i-upgrade --from 0.98.0 --to latest --uses uses.json
    ",
      "2 error: can-i-upgrade needs --uses FILE or --from-stream FILE.
    hint: List what you rely on in a file, or give a stream that you captured; docs/upgrade.md has an example.
    ",
      "2 error: /nowhere.json: cannot read the requirements: there is no such file
    hint: Name a file with your requirements; docs/upgrade.md has an example.
    ",
      "2 error: <uses>:1:2: not valid JSON: close brace expected, found the end of the file
    hint: JSON has texts and keys in double quotes, no comments and no comma after the last entry.
    ",
      "2 error: <uses> has 2 problems:
      checks[0]: unknown check "turn/reply/exatc"; did you mean "turn/reply/exact"?
      flags[0]: "--json" is no flag or command in a help that is recorded; write "exec --json", "exec resume --last", "app-server --listen" or "exec resume"
    hint: Correct the file; its format is in docs/upgrade.md.
    ",
      "2 error: <uses> has 3 problems:
      facts[0]: no fact of 0.98.0 matches "exec turn.complete .usage"; did you mean "exec turn.completed .usage"?
      facts[1]: no fact of 0.98.0 matches "exec turn.completed .usage.inputtokens"; did you mean "exec turn.completed .usage.input_tokens"?
      facts[2]: no fact of 0.98.0 matches "turn.completed.usage.output_tokens"; did you mean "exec turn.completed .usage.output_tokens"?
    hint: See all facts of a version: codex-conformance history DIR --format json
    ",
      "2 error: README.md: none of the first <n> lines is JSON.
    hint: Give the unchanged stdout of codex exec --json or codex app-server. All formats: codex-conformance judge --help
    ",
      "2 error: Only one of fixtures/0.98.0 and 0.169.0 is a folder.
    hint: Give two folders of recordings, or two versions.
    ",
      "2 error: <suite>/fixtures has no 0.168.0.
    hint: It has 0.61.0, 0.77.0, 0.79.0, 0.87.0, 0.98.0, 0.104.0, 0.117.0, 0.130.0, 0.142.0, 0.150.1, 0.156.0, 0.169.0, 0.171.0. Name two of these, or omit --matrix to play both versions.
    ",
      "2 error: <suite>/nowhere has no 0.98.0 and no 0.168.0.
    hint: Name the folder of a matrix, or omit --matrix to play both versions.
    ",
    ]
  `);
});
