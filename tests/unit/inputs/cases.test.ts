import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { loadCases, parseCases, SUITE_CASES_FILE } from '../../../helpers/inputs/cases.ts';
import type { Cases } from '../../../helpers/inputs/cases.ts';
import { MODE_TABLE, MODES } from '../../../helpers/recording/mode.ts';

const single = { prompt: 'P', expected_reply: 'R' };
const resume = {
  turn1_prompt_template: 'Keep {{reference_code}}',
  turn1_expected_reply: 'STORED',
  turn2_prompt: 'Which?',
};
const valid = { exec_stateless: [single], exec_persistent: [resume], app_server: [single] };

function parse(root: unknown): Cases {
  return parseCases(JSON.stringify(root), 'cases.json');
}

function messageFor(root: unknown): string {
  try {
    parse(root);
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return error.message;
    throw error;
  }
  return 'no problem';
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cases-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('the shipped cases are valid and the default', async () => {
  const cases = await loadCases();
  expect(cases).toEqual(await loadCases(SUITE_CASES_FILE));
  const keys = MODES.map((mode) => MODE_TABLE[mode].cases);
  expect(new Set(Object.keys(cases))).toEqual(new Set(keys));
  expect(keys.filter((key) => cases[key].length === 0)).toEqual([]);
});

test('a mode has one case or a list, with defaults', () => {
  expect(
    parse({
      $schema: './cases.schema.json',
      exec_stateless: single,
      exec_persistent: resume,
      app_server: [single, { ...single, name: 'sum' }, { ...single, expected_reply: 'Q' }],
    }),
  ).toEqual({
    exec_stateless: [{ name: 'case-1', prompt: 'P', expected_reply: 'R' }],
    exec_persistent: [
      {
        name: 'case-1',
        turn1_prompt_template: 'Keep {{reference_code}}',
        turn1_expected_reply: 'STORED',
        turn2_prompt: 'Which?',
        turn2_expected_reply_template: '{{reference_code}}',
      },
    ],
    app_server: [
      { name: 'case-1', prompt: 'P', expected_reply: 'R' },
      { name: 'sum', prompt: 'P', expected_reply: 'R' },
      { name: 'case-3', prompt: 'P', expected_reply: 'Q' },
    ],
  });
});

test('texts keep their spaces and line breaks', () => {
  const kept = { name: 'a', prompt: ' \n$& {{x}} 😀 ', expected_reply: '\tR\r\n' };
  const template = {
    name: 'b',
    ...resume,
    turn1_prompt_template: 'A {{reference_code}} B\n{{reference_code}} ',
    turn2_expected_reply_template: ' The code is {{reference_code}}.',
  };
  const cases = { exec_stateless: [kept], exec_persistent: [template], app_server: [kept] };
  expect(parse(cases)).toEqual(cases);
});

test('each mode needs at least one case', () => {
  expect([messageFor({ ...valid, app_server: undefined }), messageFor({ ...valid, exec_persistent: [] })]).toEqual([
    'cases.json: line 1: app_server: expected a case (an object) or a list of cases, found nothing',
    'cases.json: line 1: exec_persistent: expected at least one case, found an empty list',
  ]);
});

test('all problems of a file are reported, with their paths', () => {
  expect(
    messageFor({
      exec_stateles: [],
      exec_stateless: [
        { name: 'case-2', prompt: ' \n', expected_reply: '' },
        { promt: 'x', expected_reply: 42 },
        { ...single, name: 'Not a slug', 'odd key': null },
        { ...single, name: 'x'.repeat(65) },
        'a prompt',
      ],
      exec_persistent: { turn1_prompt: 'x', turn1_expected_reply: null, turn2_prompt: {} },
      app_server: 3,
    }),
  ).toMatchInlineSnapshot(`
    "cases.json has 16 problems:
      line 1: exec_stateless[0].prompt: expected a non-empty text, found " \\n"
      line 1: exec_stateless[0].expected_reply: expected a non-empty text, found ""
      line 1: exec_stateless[1].prompt: expected a text, found nothing
      line 1: exec_stateless[1].expected_reply: expected a text, found 42
      line 1: exec_stateless[1].promt: unknown key; did you mean "prompt"?
      line 1: exec_stateless[2].name: expected lower-case letters, digits and single hyphens between them, found "Not a slug"
      line 1: exec_stateless[2]["odd key"]: unknown key; expected one of name, prompt, expected_reply
      line 1: exec_stateless[3].name: expected at most 64 characters, found "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"… (65 characters)
      line 1: exec_stateless[4]: expected a case (an object), found "a prompt"
      line 1: exec_persistent.turn1_prompt_template: expected a text, found nothing
      line 1: exec_persistent.turn1_expected_reply: expected a text, found null
      line 1: exec_persistent.turn2_prompt: expected a text, found an object
      line 1: exec_persistent.turn1_prompt: unknown key; did you mean "turn1_prompt_template"?
      line 1: app_server: expected a case (an object) or a list of cases, found 3
      line 1: exec_stateles: unknown key; did you mean "exec_stateless"?
      line 1: exec_stateless[1].name: expected a unique name, found "case-2" (its default) as in exec_stateless[0]"
  `);
});

test('the reference code stands only in its two places', () => {
  expect(
    messageFor({
      ...valid,
      exec_persistent: [
        { ...resume, turn1_prompt_template: 'Keep {{ reference_code }}', turn1_expected_reply: '{{reference_code}}' },
        { ...resume, turn2_prompt: 'Is it\n{{reference_code}}?', turn2_expected_reply_template: 'yes' },
        { ...resume, turn2_prompt: 'Is it REF-ABCDEFGH2345?' },
        { ...resume, turn2_prompt: 'Is it REF-something?' },
      ],
    }),
  ).toMatchInlineSnapshot(`
    "cases.json has 5 problems:
      line 1: exec_persistent[0].turn1_prompt_template: expected a text with {{reference_code}} in it, found "Keep {{ reference_code }}"
      line 1: exec_persistent[0].turn1_expected_reply: expected a text without {{reference_code}}, which is not replaced here, found "{{reference_code}}"
      line 1: exec_persistent[1].turn2_prompt: expected a text without the reference code, which codex must remember, found "Is it\\n{{reference_code}}?"
      line 1: exec_persistent[1].turn2_expected_reply_template: expected a text with {{reference_code}} in it, found "yes"
      line 1: exec_persistent[2].turn2_prompt: expected a text without the reference code, which codex must remember, found "Is it REF-ABCDEFGH2345?""
  `);
});

test('names and default names are unique in a mode', () => {
  const a = { ...single, name: 'a' };
  expect(messageFor({ ...valid, exec_stateless: [a, a, { ...single, name: 'case-4' }, single], app_server: a })).toBe(
    [
      'cases.json has 2 problems:',
      '  line 1: exec_stateless[1].name: expected a unique name, found "a" as in exec_stateless[0]',
      '  line 1: exec_stateless[3].name: expected a unique name, found "case-4" (its default) as in exec_stateless[2]',
    ].join('\n'),
  );
});

test.for([
  [null, 'null'],
  [[], 'an empty list'],
  ['x'.repeat(70), `"${'x'.repeat(60)}"… (70 characters)`],
])('refuses a file that is no object: %j', ([root, found]) => {
  expect(messageFor(root)).toBe(`cases.json: the file: expected an object, found ${String(found)}`);
});

test('an invalid file is refused with a hint', () => {
  expect(() => parse({ ...valid, app_server: [] })).toThrow(
    expect.objectContaining({ hint: 'Correct the file; its schema is docs/schemas/cases.schema.json.' }),
  );
});

test('ignores a byte order mark', async () => {
  const file = join(await temporaryFolder(), 'bom.json');
  await writeFile(file, `\uFEFF${JSON.stringify(valid)}`);
  expect(await loadCases(file)).toEqual(parse(valid));
});

test('an unreadable file is a usage error', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'latin1.json'), Buffer.from([0x22, 0xe9, 0x22]));
  await writeFile(join(folder, 'broken.json'), '{\n  "exec_stateless": [}');
  const failures = ['none.json', '.', 'latin1.json', 'broken.json', 'broken.json/x'].map(async (name) => {
    const error: unknown = await loadCases(`${folder}/${name}`).catch((error: unknown) => error);
    if (!(error instanceof SuiteError)) return error;
    return `${error.kind}: ${error.message.replaceAll(folder, '<tmp>')}`;
  });
  expect(await Promise.all(failures)).toMatchInlineSnapshot(`
    [
      "usage: <tmp>/none.json: cannot read the cases: there is no such file",
      "usage: <tmp>/.: cannot read the cases: it is a folder",
      "usage: <tmp>/latin1.json: cannot read the cases: it is not UTF-8",
      "usage: <tmp>/broken.json:2:22: not valid JSON: value expected, found "}"",
      "usage: <tmp>/broken.json/x: cannot read the cases: ENOTDIR: not a directory, open '<tmp>/broken.json/x'",
    ]
  `);
});
