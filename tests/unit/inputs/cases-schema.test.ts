import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { jsonSchemas } from '../../../helpers/formats/schemas.ts';
import { casesSchema } from '../../../helpers/inputs/cases-schema.ts';

const single = { prompt: 'P', expected_reply: 'R' };
const resume = { turn1_prompt_template: '{{reference_code}}', turn1_expected_reply: 'OK', turn2_prompt: 'Which?' };
const valid = { exec_stateless: single, exec_persistent: [resume], app_server: [single, { ...single, name: 'a-1' }] };

test.for([
  ['accepts', 'one case or many', valid],
  ['accepts', 'the place of the schema', { ...valid, $schema: 'x' }],
  ['accepts', 'a reply of the second turn', withResume({ turn2_expected_reply_template: 'It is {{reference_code}}' })],
  ['refuses', 'a missing mode', { ...valid, app_server: undefined }],
  ['refuses', 'an empty list', { ...valid, app_server: [] }],
  ['refuses', 'an unknown key', { ...valid, extra: 1 }],
  ['refuses', 'an unknown key of a case', { ...valid, app_server: { ...single, extra: 1 } }],
  ['refuses', 'a blank prompt', { ...valid, app_server: { ...single, prompt: ' ' } }],
  ['refuses', 'a name with capitals', { ...valid, app_server: { ...single, name: 'A' } }],
  ['refuses', 'a first prompt without the placeholder', withResume({ turn1_prompt_template: 'x' })],
  ['refuses', 'a first reply with the placeholder', withResume({ turn1_expected_reply: '{{reference_code}}' })],
  ['refuses', 'a second prompt with the placeholder', withResume({ turn2_prompt: 'x\n{{reference_code}}' })],
  ['refuses', 'a second prompt with a code', withResume({ turn2_prompt: 'REF-AAAAAAAAAAAA' })],
  ['refuses', 'a second reply without the placeholder', withResume({ turn2_expected_reply_template: 'x' })],
] as const)('loader and JSON Schema: %s %s', ([verdict, , root]) => {
  const asFile: unknown = JSON.parse(JSON.stringify(root));
  const published = new Ajv({ allErrors: true }).compile(jsonSchemas()['cases.schema.json']!);
  expect({ published: published(asFile), loader: casesSchema.safeParse(asFile).success }).toEqual({
    published: verdict === 'accepts',
    loader: verdict === 'accepts',
  });
});

function withResume(change: Partial<typeof resume> & { readonly turn2_expected_reply_template?: string }): unknown {
  return { ...valid, exec_persistent: { ...resume, ...change } };
}
