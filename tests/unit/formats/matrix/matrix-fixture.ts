import type { CheckResult } from '../../../../helpers/checks/verdict.ts';
import { buildMatrix } from '../../../../helpers/versions/matrix/build-matrix.ts';
import type { MatrixFacts, VersionResults } from '../../../../helpers/versions/matrix/build-matrix.ts';
import type { Matrix } from '../../../../helpers/versions/matrix/format.ts';
import { check } from '../../reporters/run-fixture.ts';

export const FACTS: MatrixFacts = {
  suite: { version: '0.2.0', fingerprint: 'f00d' },
  scenarios: [
    { name: 'app-server/turn/sum', mode: 'app_server', about: null },
    { name: 'exec/stateless/sum', mode: 'exec_stateless', about: 'Asks for a sum.' },
  ],
  startedAt: new Date('2026-01-02T03:04:05.678Z'),
  durationMs: 61_000,
  phases: { fetch: 1000, play: 60_000 },
};

/** What one version came to: nothing, unless told otherwise. */
export function versionResults(version: string, results: readonly CheckResult[] = []): VersionResults {
  return {
    version,
    published: '2026-01-01T00:00:00.000Z',
    sha256: 'a1b2c3d4'.repeat(8),
    platform: 'linux-x64',
    status: 'judged',
    problem: null,
    recordings: `versions/${version}/recordings`,
    results,
    timing: { fetch_ms: 1, play_ms: 2, judge_ms: 3 },
  };
}

/** A matrix of one check on one scenario, from the verdict in each version; undefined where it was not played. */
export function matrixOf(verdicts: Readonly<Record<string, Partial<CheckResult> | undefined>>): Matrix {
  const perVersion = Object.entries(verdicts).map(([version, fields]) =>
    versionResults(version, fields === undefined ? [] : [check(fields)]),
  );
  return buildMatrix(perVersion, FACTS);
}
