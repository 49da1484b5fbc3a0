import { Ajv } from 'ajv';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SuiteError } from '../../../helpers/util/errors.ts';
import { jsonSchemas } from '../../../helpers/formats/schemas.ts';
import { baselineSchema } from '../../../helpers/inputs/baseline-schema.ts';
import { baselineFiles, loadBaseline, SUITE_BASELINE_FILE } from '../../../helpers/inputs/baseline.ts';
import { withBaseline } from '../../../helpers/checks/baseline.ts';
import type { CheckResult } from '../../../helpers/checks/verdict.ts';
import { loadCases } from '../../../helpers/inputs/cases.ts';
import { planOf } from '../../../helpers/scenarios/plan.ts';
import { byVersion } from '../../../helpers/util/version-range.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { failureOf, temporaryFolder, write } from '../codex/temporary.ts';

const entry = { check: 'a/b', scenario: 'c/d', versions: '>=0.96.0 <0.99.0', reason: 'Known upstream.' };
const linked = { ...entry, versions: '*', link: 'https://example.com/issues/1' };

function fileWith(root: unknown): string {
  const file = join(temporaryFolder(), 'baseline.json');
  write(file, typeof root === 'string' ? root : JSON.stringify(root));
  return file;
}

async function refusal(root: unknown): Promise<string> {
  const file = fileWith(root);
  const error = await failureOf(() => loadBaseline(file));
  expect(error).toMatchObject({ kind: 'usage' } satisfies Partial<SuiteError>);
  return (error as SuiteError).message.replaceAll(file, 'baseline.json');
}

test('reads known failures as written', async () => {
  expect(await loadBaseline(fileWith({ $schema: 'x', known_failures: [entry, linked] }))).toEqual([entry, linked]);
});

test('each entry carries the version that its file was swept on', async () => {
  const file = fileWith({ swept: '0.98.0', known_failures: [entry, linked] });
  expect(await loadBaseline(file)).toEqual([
    { ...entry, swept: '0.98.0' },
    { ...linked, swept: '0.98.0' },
  ]);
});

test('the shipped baseline was swept on the pinned codex', async () => {
  const [{ swept } = {}] = await loadBaseline(SUITE_BASELINE_FILE);
  expect(byVersion(swept!, packageJson.devDependencies['@openai/codex'])).toBeGreaterThanOrEqual(0);
});

test.for(['0.98.0', '0.110.0', '0.121.0', '0.130.0', '0.150.1', '0.171.0'])(
  'on %s the shipped baseline covers at most 1 %% of the must',
  async (version) => {
    const judged = planOf({ cases: await loadCases(), only: [], extended: true }).flatMap(({ scenario, checks }) =>
      checks
        .filter(({ level }) => level === 'must')
        .map(({ id, clause, level, authority }): CheckResult => {
          const head = { id, clause, level, authority, scenario: scenario.name, reason: null, evidence: [] };
          return { ...head, verdict: 'fail' };
        }),
    );
    const entries = await loadBaseline(SUITE_BASELINE_FILE);
    const failures = judged.map((result) => {
      const { known_failure } = withBaseline(result, version, entries);
      const [failed, plays] = known_failure?.rate?.split(' of ').map(Number) ?? [1, 1];
      return known_failure === undefined ? 0 : failed! / plays!;
    });
    const expected = failures.reduce((sum, one) => sum + one, 0);
    expect(expected).toBeGreaterThan(0);
    expect(expected / judged.length).toBeLessThanOrEqual(0.01);
  },
);

test.for([
  [{}, [SUITE_BASELINE_FILE]],
  [{ defaultBaseline: false }, []],
  [{ cases: 'cases.json' }, []],
  [{ baseline: 'known.json' }, ['known.json', SUITE_BASELINE_FILE]],
  [{ baseline: 'known.json', defaultBaseline: false }, ['known.json']],
  [{ baseline: 'known.json', cases: 'cases.json' }, ['known.json']],
] as const)('options %j give the files %j', ([options, files]) => {
  expect(baselineFiles(options)).toEqual(files);
});

test('lists all problems of a file at once', async () => {
  const known_failures = [
    { ...entry, check: ' ', reason: 'too short', extra: 1 },
    { ...entry, versions: 'latest', link: 'example.com' },
    { chek: 'a/b' },
    7,
    entry,
    entry,
  ];
  expect(await refusal({ known_failures })).toMatchInlineSnapshot(`
    "baseline.json has 12 problems:
      line 1: known_failures[0].check: expected a non-empty text, found " "
      line 1: known_failures[0].reason: expected a reason of at least 10 characters, found "too short"
      line 1: known_failures[0].extra: unknown key; expected one of check, scenario, versions, reason, rate, link
      line 1: known_failures[1].versions: expected versions such as "*", "0.98.0" or ">=0.99.0 <0.117.0", found "latest"
      line 1: known_failures[1].link: expected a URL that begins with https:// or http://, found "example.com"
      line 1: known_failures[2].check: expected a text, found nothing
      line 1: known_failures[2].scenario: expected a text, found nothing
      line 1: known_failures[2].versions: expected a text, found nothing
      line 1: known_failures[2].reason: expected a text, found nothing
      line 1: known_failures[2].chek: unknown key; did you mean "check"?
      line 1: known_failures[3]: expected a known failure (an object), found 7
      line 1: known_failures[5]: repeats known_failures[4]"
  `);
  const wholeFile = [[], { known_failure: [] }, { swept: '>=0.98.0', known_failures: [] }, '{'];
  expect(await Promise.all(wholeFile.map(refusal))).toMatchInlineSnapshot(`
    [
      "baseline.json: the file: expected an object, found an empty list",
      "baseline.json has 2 problems:
      line 1: known_failures: expected a list of known failures, found nothing
      line 1: known_failure: unknown key; did you mean "known_failures"?",
      "baseline.json: line 1: swept: expected one version, such as "0.98.0", found ">=0.98.0"",
      "baseline.json:1:2: not valid JSON: close brace expected, found the end of the file",
    ]
  `);
});

test('names the line of a problem', async () => {
  const text = JSON.stringify({ known_failures: [entry, { ...entry, versions: 'latest' }] }, null, 2);
  expect(await refusal(text)).toBe(
    'baseline.json: line 12: known_failures[1].versions: expected versions such as "*", "0.98.0" or ">=0.99.0 <0.117.0", found "latest"',
  );
});

test('an unreadable file is a usage error with a hint', async () => {
  const folder = temporaryFolder();
  const errors = [
    await failureOf(() => loadBaseline(join(folder, 'none.json'))),
    await failureOf(() => loadBaseline(folder)),
  ];
  expect(JSON.parse(JSON.stringify(errors).replaceAll(folder, '<tmp>'))).toMatchInlineSnapshot(`
    [
      {
        "hint": "Give the path of a baseline with --baseline FILE, or omit it to use the shipped one alone.",
        "kind": "usage",
        "message": "<tmp>/none.json: cannot read the baseline: there is no such file",
      },
      {
        "hint": "Give the path of a baseline with --baseline FILE, or omit it to use the shipped one alone.",
        "kind": "usage",
        "message": "<tmp>: cannot read the baseline: it is a folder",
      },
    ]
  `);
});

test.for([
  ['accepts', 'no known failure', []],
  ['accepts', 'known failures', [entry, linked]],
  ['accepts', 'a reason of ten characters', [{ ...entry, reason: ' 0123456789\n' }]],
  ['refuses', 'a reason of nine characters', [{ ...entry, reason: ' 012345678\n' }]],
  ['refuses', 'a missing reason', [{ ...entry, reason: undefined }]],
  ['refuses', 'an empty id', [{ ...entry, check: '' }]],
  ['refuses', 'an invalid range', [{ ...entry, versions: 'latest' }]],
  ['refuses', 'an invalid link', [{ ...entry, link: 'javascript:alert(1)' }]],
  ['refuses', 'an unknown key', [{ ...entry, until: '2027' }]],
  ['refuses', 'a value that is not a list', entry],
] as const)('loader and JSON Schema: %s %s', ([verdict, , known_failures]) => {
  const asFile: unknown = JSON.parse(JSON.stringify({ known_failures }));
  const published = new Ajv({ allErrors: true }).compile(jsonSchemas()['baseline.schema.json']!);
  expect({ published: published(asFile), loader: baselineSchema.safeParse(asFile).success }).toEqual({
    published: verdict === 'accepts',
    loader: verdict === 'accepts',
  });
});
