import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildMatrix } from '../../../helpers/versions/matrix/build-matrix.ts';
import { writeMatrix } from '../../../helpers/formats/matrix/write.ts';
import { isExcused } from '../../../helpers/checks/verdict.ts';
import { lastResults } from '../../../helpers/cli/last-results.ts';
import { readHistory } from '../../../helpers/versions/history/check-history.ts';
import { readMatrix } from '../../../helpers/versions/matrix/format.ts';
import { verdictOf } from '../../../helpers/versions/matrix/letters.ts';
import { sweepPaths } from '../../../helpers/versions/matrix/paths.ts';
import { readVerdicts, writeVerdicts } from '../../../helpers/versions/matrix/verdicts.ts';
import { readVersionRecord, writeVersionRecord } from '../../../helpers/versions/matrix/version-record.ts';
import { temporaryFolder, write } from '../codex/temporary.ts';
import { fileOf, module, runOf } from '../reporters/run-fixture.ts';
import { anyResult, anyText } from './any-result.ts';
import { FACTS, versionResults } from './matrix/matrix-fixture.ts';

const id = fc.constantFrom('exec/a', 'exec/b', 'app-server/c');
const scenario = fc.constantFrom(...FACTS.scenarios.map(({ name }) => name));
const results = fc.uniqueArray(anyResult(id, scenario), {
  maxLength: 6,
  selector: (one) => `${one.id} ${one.scenario}`,
});
const versions = fc.uniqueArray(fc.constantFrom('0.9.0', '0.10.0', '0.11.0', '1.0.0'), { minLength: 1 });

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

test('explain and can-i-upgrade read every matrix', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'matrix.json');
  const perVersion = versions.chain((names) =>
    fc.tuple(...names.map((name) => results.map((verdicts) => versionResults(name, verdicts)))),
  );
  await fc.assert(
    fc.asyncProperty(perVersion, async (played) => {
      const matrix = buildMatrix(played, FACTS);
      await writeMatrix(matrix, folder);
      expect(await readMatrix(file)).toEqual(matrix);
      for (const check of matrix.checks) await expect(readHistory(file, check.id)).resolves.not.toBeNull();
      for (const { version, results } of played) {
        const column = matrix.versions.findIndex((one) => one.version === version);
        for (const result of results) {
          const row = matrix.cells.find((one) => one.check === result.id && one.scenario === result.scenario)!;
          // A matrix does not tell a known failure from what it makes untestable.
          expect(verdictOf(row.verdicts[column])).toBe(isExcused(result) ? 'fail' : result.verdict);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('explain reads every checks.json', async () => {
  const file = join(temporaryFolder(), 'checks.json');
  await fc.assert(
    fc.asyncProperty(results, async (checks) => {
      write(file, fileOf(runOf([module(checks.map((check) => ({ check })))]), 'checks.json'));
      const read = await Promise.all(
        [...new Set(checks.map((check) => check.id))].map((one) => lastResults(file, one)),
      );
      expect(new Set(read.flat())).toEqual(new Set(checks));
    }),
    { numRuns: 60 },
  );
});

test('the verdicts of a version are read as written', async () => {
  const paths = sweepPaths(temporaryFolder());
  const verdicts = fc.record({ version: fc.constant('1.0.0'), problems: fc.array(anyText), results });
  await fc.assert(
    fc.asyncProperty(verdicts, async (one) => {
      await writeVerdicts(paths, { schema_version: 1, ...one });
      expect(await readVerdicts(paths, one.version)).toEqual({ schema_version: 1, ...one });
    }),
    { numRuns: 60 },
  );
});

test('the record of a version is read as written', async () => {
  const paths = sweepPaths(temporaryFolder());
  const ms = fc.nat();
  const record = fc.record({
    format: fc.constant(1 as const),
    version: fc.string({ minLength: 1, maxLength: 30 }),
    published: orNull(anyText),
    platform: anyText,
    status: fc.constantFrom('judged' as const, 'failed' as const),
    problem: orNull(anyText),
    codex: orNull(fc.record({ version: anyText, sha256: anyText, capabilities: fc.array(anyText) })),
    suite: anyText,
    key: orNull(anyText),
    faults: fc.nat(),
    timing: fc.record({ fetch_ms: ms, play_ms: ms, judge_ms: ms }),
  });
  await fc.assert(
    fc.asyncProperty(record, async (one) => {
      await writeVersionRecord(paths, one);
      expect(await readVersionRecord(paths, one.version)).toEqual(one);
    }),
    { numRuns: 60 },
  );
});
