import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { planOf } from '../../../../helpers/scenarios/plan.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { judgeVersion } from '../../../../helpers/versions/matrix/judge-version.ts';
import { sweepPaths } from '../../../../helpers/versions/matrix/paths.ts';
import { readVerdicts, writeVerdicts } from '../../../../helpers/versions/matrix/verdicts.ts';
import { failureOf, write } from '../../codex/temporary.ts';
import { place } from './sweep-fixture.ts';

const VERSION = '0.98.0';
const KNOWN = { check: 'turn/reply/exact', scenario: 'app-server/turn/sum', versions: '*', reason: 'Known upstream.' };
const { signal } = new AbortController();

afterEach(() => void vi.unstubAllEnvs());

/** An output folder with the recordings of two scenarios. */
function recorded() {
  const { config } = place();
  const scenarios = ['exec/stateless/sum', 'app-server/turn/sum'];
  const folder = join(config.outDir, 'recordings', VERSION);
  for (const name of scenarios)
    cpSync(join(SUITE_ROOT, 'fixtures', VERSION, name), join(folder, name), { recursive: true });
  return { folder, paths: sweepPaths(config.outDir), config: { ...config, only: scenarios } };
}

test('judges each planned check on each recording', async () => {
  const { config, folder, paths } = recorded();
  const run = join(folder, 'exec/stateless/sum/run.json');
  writeFileSync(run, readFileSync(run, 'utf8').replace('"expected_reply": "42"', '"expected_reply": "43"'));
  const verdicts = (await judgeVersion(config, VERSION, signal))!;
  const judged = verdicts.results.map(({ id, scenario }) => `${id} ${scenario}`);
  expect(judged).toEqual(
    planOf(config).flatMap(({ scenario, checks }) => checks.map(({ id }) => `${id} ${scenario.name}`)),
  );
  expect(verdicts.results.filter(({ verdict }) => verdict === 'untestable')).toMatchInlineSnapshot(`
    [
      {
        "authority": {
          "kind": "documented",
          "reference": "Codex documentation, Non-interactive mode: the final message is the agent’s reply",
        },
        "clause": "The reply of each turn is the message of the model, character by character.",
        "evidence": [
          {
            "actual": "42",
            "expected": "43",
            "file": "model.jsonl",
            "line": 1,
            "message": "turn 1: another reply of the model",
          },
        ],
        "id": "turn/reply/exact",
        "level": "must",
        "reason": "the reply of the model differs from the one that the case expects, and codex passed it on unchanged; see docs/cases.md",
        "scenario": "exec/stateless/sum",
        "verdict": "untestable",
      },
    ]
  `);
  expect(verdicts.results.filter(({ verdict, evidence }) => verdict === 'pass' && evidence.length > 0)).toEqual([]);
  await writeVerdicts(paths, verdicts);
  expect(await readVerdicts(paths, VERSION)).toEqual(verdicts);
});

test('marks the failures that the baseline knows', async () => {
  const { config } = recorded();
  const baseline = { knownFailures: [KNOWN], unmatched: [] };
  const { results } = (await judgeVersion({ ...config, baseline }, VERSION, signal))!;
  const known = results.filter(({ known_failure }) => known_failure !== undefined);
  expect(known.map(({ id, scenario }) => [id, scenario])).toEqual([[KNOWN.check, KNOWN.scenario]]);
});

test('reports a damaged recording and judges the others', async () => {
  const { config, folder } = recorded();
  writeFileSync(join(folder, 'exec/stateless/sum/run.json'), '{');
  const { problems, results } = (await judgeVersion(config, VERSION, signal))!;
  expect(problems).toEqual([expect.stringMatching(/^exec\/stateless\/sum: .*run\.json is not JSON/)]);
  expect(new Set(results.map(({ scenario }) => scenario))).toEqual(new Set(['app-server/turn/sum']));
});

test.for<[string | null, string]>([
  [null, 'verdicts/0.98.0.json is missing.'],
  ['{"schema_version":2}', 'verdicts/0.98.0.json: schema_version: Invalid input: expected 1'],
])('names a verdict file with %j that it cannot read', async ([content, message]) => {
  const { config, paths } = recorded();
  if (content !== null) write(join(paths.verdicts, `${VERSION}.json`), content);
  const error = await failureOf(async () => void (await readVerdicts(paths, VERSION)));
  expect(error.message.replaceAll(`${config.outDir}/`, '')).toContain(
    `Cannot read the verdicts on ${VERSION}: ${message}`,
  );
});
