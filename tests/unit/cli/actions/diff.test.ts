import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../../../helpers/cli/main.ts';
import { saveRecording } from '../../../../helpers/recording/save.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { jsonSchemas } from '../../../../helpers/formats/schemas.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { EXEC_STATELESS } from '../../checks/samples.ts';
import { withProcess } from '../../versions/changed.ts';
import { capturedIo } from '../captured-io.ts';

const NASTY = '\u001B[31m<script>|`@everyone`\u202E';

/** The scenarios that each version has. */
const CASES = ['exec/stateless', 'exec/persistent', 'app-server/turn'].flatMap((name) => ['--only', name]);

async function run(cwd: string, ...argv: readonly string[]) {
  const io = { ...capturedIo(), cwd };
  return { code: await main(['diff', ...argv], io), ...io.written };
}

async function folderWith(...recordings: readonly Recording[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-diff-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [index, recording] of recordings.entries()) await saveRecording(recording, join(folder, String(index)));
  return folder;
}

test('prints JSON that matches its schema', async () => {
  const { code, stdout } = await run(SUITE_ROOT, 'fixtures/0.98.0', 'fixtures/0.117.0', ...CASES, '--format', 'json');
  const ajv = new Ajv({ strictTypes: false, schemas: { ...jsonSchemas() } });
  const result = JSON.parse(stdout) as { changes: { title: string; class: string }[]; counts: object };
  ajv.validate('diff.schema.json', result);
  expect({ code, errors: ajv.errors }).toEqual({ code: 0, errors: null });
  expect(result.changes.length).toBeLessThan(80);
  expect(result.changes.map((change) => `${change.class}: ${change.title}`)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^breaking: wire notification codex\/event\//),
      'additive: wire notification thread/status/changed',
      'additive: help resume.flag.output-last-message',
    ]),
  );
});

test('finds no difference between a folder and itself', async () => {
  expect(await run(SUITE_ROOT, 'fixtures/0.98.0', 'fixtures/0.98.0', ...CASES, '--fail-on', 'cosmetic')).toEqual({
    code: 0,
    stdout: 'codex 0.98.0 → 0.98.0, 3 scenarios compared\n\nNo difference.\n',
    stderr: '',
  });
});

test('--fail-on exits with 1 on a change of that class', async () => {
  const [before, noisy] = [
    await folderWith(EXEC_STATELESS),
    await folderWith(withProcess(EXEC_STATELESS, { stderr: 'x' })),
  ];
  const codes = await Promise.all(
    ['breaking', 'additive', 'cosmetic'].map(async (name) => (await run('/', before, noisy, '--fail-on', name)).code),
  );
  expect(codes).toEqual([0, 0, 1]);
});

test('escapes texts of codex', async () => {
  const nasty = withProcess(EXEC_STATELESS, {
    stdout: `${EXEC_STATELESS.processes[0]!.stdout}${JSON.stringify({ type: NASTY, message: NASTY })}\n`,
    stderr: `${NASTY}\n`,
  });
  const [before, after] = [await folderWith(EXEC_STATELESS), await folderWith(nasty)];
  const [text, md] = [(await run('/', before, after)).stdout, (await run('/', before, after, '--format', 'md')).stdout];
  expect([text, md].map((output) => /[\p{Cc}\p{Cf}]/u.test(output.replaceAll('\n', '')))).toEqual([false, false]);
  // In Markdown it stands in code spans only, and no bar of it ends a cell.
  expect(md.replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, '')).not.toMatch(/<script|@everyone|\\u001b/);
  expect(
    md
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .every((line) => line.split(/(?<!\\)\|/).length === 7),
  ).toBe(true);
});

test('rejects invalid arguments with a hint', async () => {
  const others = await folderWith({ ...EXEC_STATELESS, scenario: 'exec/other' });
  const two = await folderWith(EXEC_STATELESS, {
    ...EXEC_STATELESS,
    codex: { ...EXEC_STATELESS.codex, version: '0.1.0' },
  });
  const one = await folderWith(EXEC_STATELESS);
  const outputs = [
    await run('/', '/nowhere', one),
    await run('/', one, two),
    await run('/', one, others),
    await run('/', one, one, '--only', 'nothing'),
    await run('/', one),
  ].map(
    ({ code, stderr }) =>
      `${code} ${stderr.replaceAll(one, '<one>').replaceAll(two, '<two>').replaceAll(others, '<others>')}`,
  );
  expect(outputs).toMatchInlineSnapshot(`
    [
      "3 error: /nowhere is neither a folder nor a codex: /nowhere: no such file.
    hint: Name one version (0.98.0), the path of a binary, or a folder of recordings of one version.
    ",
      "2 error: <two> has recordings of 2 versions, expected one.
    hint: Name the folder of one of them, such as <two>/0.98.0.
    ",
      "2 error: <one> and <others> have no scenario in common.
    hint: Record both with the same scenarios: codex-conformance record --codex C --out DIR
    ",
      "2 error: No recording in <one> matches --only nothing.
    hint: Record some: codex-conformance record --codex C --out DIR
    ",
      "2 error: missing required argument 'after'
    hint: Write it as in: codex-conformance diff 0.98.0 latest
    ",
    ]
  `);
});
