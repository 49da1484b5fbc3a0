import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { judgementResult } from '../../../../helpers/formats/stream/json.ts';
import { jsonSchemas } from '../../../../helpers/formats/schemas.ts';
import { JUDGEMENT } from './sample-judgement.ts';

const ajv = new Ajv({ allErrors: true, strictTypes: false });
const validate = ajv.compile(jsonSchemas()['judgement.schema.json']!);

test('has all that was judged, and is valid by its schema', () => {
  const result: unknown = JSON.parse(JSON.stringify(judgementResult(JUDGEMENT)));
  validate(result);
  expect(validate.errors).toBeNull();
  expect(result).toEqual({ schema_version: 1, ...JUDGEMENT });
});

test('the schema refuses missing, unknown and wrong fields', () => {
  const { source: _, ...rest } = judgementResult(JUDGEMENT);
  validate({ ...rest, lines: -1, extra: 1 });
  expect((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([
    " must have required property 'source'",
    ' must NOT have additional properties',
    '/lines must be >= 0',
  ]);
});
