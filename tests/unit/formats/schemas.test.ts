import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { appServerResult } from '../../../helpers/formats/run/app-server.ts';
import { checksResult } from '../../../helpers/formats/run/checks.ts';
import { conversationInspection } from '../../../helpers/formats/run/conversation-inspection.ts';
import { execPersistentResult } from '../../../helpers/formats/run/exec-persistent.ts';
import { execStatelessResult } from '../../../helpers/formats/run/exec-stateless.ts';
import { jsonText } from '../../../helpers/formats/run/json.ts';
import { summaryResult } from '../../../helpers/formats/run/summary.ts';
import type { RunModel } from '../../../helpers/formats/run-model.ts';
import { jsonSchemas } from '../../../helpers/formats/schemas.ts';
import {
  APP_SERVER,
  check,
  failedCheck,
  KNOWN,
  modelOf,
  module,
  outcome,
  PERSISTENT,
  RESUMED,
  scenario,
  STATELESS,
  turn,
  UNMATCHED,
} from '../reporters/run-fixture.ts';

const WRITERS = {
  'result-exec-stateless.schema.json': execStatelessResult,
  'result-exec-persistent.schema.json': execPersistentResult,
  'result-app-server.schema.json': appServerResult,
  'conversation-inspection.schema.json': conversationInspection,
  'summary.schema.json': summaryResult,
  'checks.schema.json': checksResult,
} as const satisfies Record<string, (model: RunModel) => object>;

const crash = { message: 'crash', hint: 'Retry.', stacks: [{ file: '/checkout/tests/app-server.test.ts', line: 3 }] };

const MODELS: Readonly<Record<string, RunModel>> = {
  green: modelOf([STATELESS, PERSISTENT, APP_SERVER]),
  empty: modelOf([module([])]),
  crashed: modelOf(
    ['exec-stateless', 'exec-persistent', 'app-server'].map((name) =>
      module([{ name: 'crash', result: { state: 'failed', errors: [crash] } }], { file: `tests/${name}.test.ts` }),
    ),
    [{ message: 'late' }],
    'interrupted',
  ),
  known: modelOf(
    [module(scenario(outcome(), [failedCheck({ known_failure: KNOWN }), check({ known_failure: KNOWN })]))],
    [],
    'failed',
    [UNMATCHED],
  ),
  red: modelOf([
    module([
      ...scenario(outcome({ turns: [turn({ actual_reply: null })], usage: null, exit_codes: [null], error: 'quota' }), [
        failedCheck(),
        check({ verdict: 'not-applicable', reason: 'no flag', evidence: [{ message: 'bare' }] }),
        check({ verdict: 'untestable', reason: 'no wire' }),
        check({ verdict: 'harness-error' }),
      ]),
      ...scenario({ ...RESUMED, thread_id: null, notes: ['note'], same_thread_on_resume: null }),
    ]),
    APP_SERVER,
  ]),
};

const ajv = new Ajv({ allErrors: true, strictTypes: false, validateFormats: false, schemas: { ...jsonSchemas() } });

function validate(name: string, data: unknown): readonly string[] {
  ajv.validate(name, data);
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('every file of every run is valid by its schema', () => {
  const problems = Object.entries(WRITERS).flatMap(([name, writer]) =>
    Object.entries(MODELS).flatMap(([run, model]) =>
      validate(name, JSON.parse(jsonText(writer(model)))).map((problem) => `${name}, ${run}: ${problem}`),
    ),
  );
  expect(problems).toEqual([]);
});

test('there is a schema for each input file and for each file that is written', () => {
  expect(Object.keys(jsonSchemas()).toSorted()).toEqual(
    [
      'baseline.schema.json',
      'cases.schema.json',
      'judgement.schema.json',
      'matrix.schema.json',
      'noise.schema.json',
      'upgrade.schema.json',
      'uses.schema.json',
      'diff.schema.json',
      'capabilities.schema.json',
      ...Object.keys(WRITERS),
    ].toSorted(),
  );
});

test('the schemas refuse missing, unknown and wrong fields', () => {
  const { codex: _, ...summary } = summaryResult(MODELS['green']!);
  expect(validate('summary.schema.json', { ...summary, all_success: 'yes', extra: 1 })).toEqual([
    " must have required property 'codex'",
    ' must NOT have additional properties',
    '/all_success must be boolean',
  ]);
});

test('the committed schemas are current', () => {
  const folder = new URL('../../../docs/schemas/', import.meta.url);
  const outdated = Object.entries(jsonSchemas())
    .filter(
      ([name, schema]) =>
        !existsSync(new URL(name, folder)) || readFileSync(new URL(name, folder), 'utf8') !== jsonText(schema),
    )
    .map(([name]) => `docs/schemas/${name}`);
  expect(outdated, 'out of date, run: npm run schemas').toEqual([]);
});
