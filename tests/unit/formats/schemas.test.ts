import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { RUN_FILE_NAMES } from '../../../helpers/formats/run/results-folder.ts';
import { RUN_FILES } from '../../../helpers/formats/run/write.ts';
import type { RunResult } from '../../../helpers/formats/run-result.ts';
import { jsonSchemas } from '../../../helpers/formats/schemas.ts';
import { MODES } from '../../../helpers/recording/mode.ts';
import { jsonText } from '../../../helpers/util/text/json-text.ts';
import {
  APP_SERVER,
  check,
  failedCheck,
  fileOf,
  KNOWN,
  runOf,
  module,
  scenarioResult,
  PERSISTENT,
  RESUMED,
  scenario,
  STATELESS,
  turn,
  UNMATCHED,
} from '../reporters/run-fixture.ts';

const JSON_FILES = RUN_FILE_NAMES.filter((name) => name.endsWith('.json'));

const crash = { message: 'crash', hint: 'Retry.', stacks: [{ file: '/checkout/tests/app-server.test.ts', line: 3 }] };

const RUNS: Readonly<Record<string, RunResult>> = {
  green: runOf([STATELESS, PERSISTENT, APP_SERVER]),
  empty: runOf([module([])]),
  crashed: runOf(
    MODES.map((mode) => module([{ name: 'crash', result: { state: 'failed', errors: [crash] } }], { mode })),
    [{ message: 'late' }],
    'interrupted',
  ),
  known: runOf(
    [module(scenario(scenarioResult(), [failedCheck({ known_failure: KNOWN }), check({ known_failure: KNOWN })]))],
    [],
    'failed',
    [UNMATCHED],
  ),
  red: runOf([
    module([
      ...scenario(
        scenarioResult({ turns: [turn({ actual_reply: null })], usage: null, exit_codes: [null], error: 'quota' }),
        [
          failedCheck(),
          check({ verdict: 'not-applicable', reason: 'no flag', evidence: [{ message: 'bare' }] }),
          check({ verdict: 'untestable', reason: 'no wire' }),
          check({ verdict: 'harness-error' }),
        ],
      ),
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

test.for(JSON_FILES)('%s of every run is valid by its schema', (name) => {
  const problems = Object.entries(RUNS).flatMap(([kind, run]) => {
    const text = RUN_FILES[name]!(
      run,
      () => '',
      () => [],
    );
    if (text === null) return [];
    return validate(name.replace('.json', '.schema.json'), JSON.parse(text)).map((problem) => `${kind}: ${problem}`);
  });
  expect(problems).toEqual([]);
});

test('has a schema for every input and output file', () => {
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
      'fixtures.schema.json',
      'capabilities.schema.json',
      ...JSON_FILES.map((name) => name.replace('.json', '.schema.json')),
    ].toSorted(),
  );
});

test('refuses missing, unknown and wrong fields', () => {
  const { codex: _, ...summary } = JSON.parse(fileOf(RUNS['green']!, 'summary.json')) as Record<string, unknown>;
  expect(validate('summary.schema.json', { ...summary, all_success: 'yes', extra: 1 })).toEqual([
    " must have required property 'codex'",
    ' must NOT have additional properties',
    '/all_success must be boolean',
  ]);
});

test('has current schemas in docs/schemas', () => {
  const folder = new URL('../../../docs/schemas/', import.meta.url);
  const outdated = Object.entries(jsonSchemas())
    .filter(
      ([name, schema]) =>
        !existsSync(new URL(name, folder)) || readFileSync(new URL(name, folder), 'utf8') !== jsonText(schema),
    )
    .map(([name]) => `docs/schemas/${name}`);
  expect(outdated, 'out of date, run: npm run schemas').toEqual([]);
});
