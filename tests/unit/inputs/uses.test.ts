import { Ajv } from 'ajv';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { jsonSchemas } from '../../../helpers/formats/schemas.ts';
import { loadUses } from '../../../helpers/inputs/uses.ts';
import { failureOf, temporaryFolder, write } from '../codex/temporary.ts';

function fileWith(root: unknown): string {
  const file = join(temporaryFolder(), 'uses.json');
  write(file, typeof root === 'string' ? root : JSON.stringify(root));
  return file;
}

async function refusal(root: unknown): Promise<string> {
  const file = fileWith(root);
  const error = await failureOf(() => loadUses(file));
  expect(error).toMatchObject({ kind: 'usage' } satisfies Partial<SuiteError>);
  return (error as SuiteError).message.replaceAll(file, 'uses.json');
}

test('entries have a path; streams are beside the file', async () => {
  const file = fileWith({ $schema: 'x', flags: ['exec --json', ' exec resume '], streams: ['a/b.jsonl'] });
  expect(await loadUses(file)).toEqual({
    checks: [],
    facts: [],
    flags: [
      { text: 'exec --json', place: 'flags[0]' },
      { text: 'exec resume', place: 'flags[1]' },
    ],
    methods: [],
    streams: [{ text: 'a/b.jsonl', place: 'streams[0]', path: join(dirname(file), 'a/b.jsonl') }],
  });
});

test('what is wrong with a file is told, all at once', async () => {
  expect([
    await refusal('{'),
    await refusal([]),
    await refusal({}),
    await refusal({ flags: [] }),
    await refusal({ flag: ['exec --json'], facts: [''], methods: 'turn/start', checks: [7] }),
  ]).toMatchInlineSnapshot(`
    [
      "uses.json:1:2: not valid JSON: close brace expected, found the end of the file",
      "uses.json: the file: expected an object, found an empty list",
      "uses.json: the file is empty",
      "uses.json: the file is empty",
      "uses.json has 4 problems:
      line 1: checks[0]: expected a text, found 7
      line 1: facts[0]: expected a non-empty text, found ""
      line 1: methods: expected a list of texts, found "turn/start"
      line 1: flag: unknown key; did you mean "flags"?",
    ]
  `);
});

test('the published schema allows what is read', () => {
  const validate = new Ajv().compile(jsonSchemas()['uses.schema.json']!);
  expect([{ checks: ['a/b'] }, { facts: [''] }, { flag: [] }].map((root) => validate(root))).toEqual([
    true,
    false,
    false,
  ]);
});
