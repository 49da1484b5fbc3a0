import packageJson from '../../../package.json' with { type: 'json' };
import { buildMatrix, type MatrixFacts, type VersionResults } from './build-matrix.ts';
import type { Matrix } from './format.ts';
import type { Cases } from '../../inputs/cases.ts';
import { createSanitiser } from '../../recording/sanitise.ts';
import { scenariosIn } from '../../scenarios/catalog.ts';
import { homeFolder } from '../../util/home-folder.ts';
import { SUITE_ROOT } from '../../util/suite-root.ts';
import { fileNameOf, sweepPaths } from './paths.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';
import { readVerdicts, type VersionVerdicts } from './verdicts.ts';
import type { VersionRecord } from './version-record.ts';

/** The input of {@link assembleMatrix}. */
export interface MatrixParts {
  readonly outDir: string;
  readonly records: readonly VersionRecord[];
  readonly cases: Cases;
  /** Names the home folder, which must not be in the matrix. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

type Times = Pick<MatrixFacts, 'startedAt' | 'durationMs' | 'phases'>;

/**
 * Reads the verdicts of a sweep.
 *
 * @returns a function that builds the matrix once the times are known
 * @throws SuiteError `environment` for verdicts that cannot be read, `interrupted`
 */
export async function assembleMatrix(parts: MatrixParts): Promise<(times: Times) => Matrix> {
  const { outDir, records, cases, env, signal } = parts;
  const withoutPaths = pathRemover(env);
  const versions: VersionResults[] = [];
  for (const { version, published, platform, timing, status, codex, problem } of records) {
    signal.throwIfAborted();
    const head = { version, published, platform, sha256: codex?.sha256 ?? null, timing };
    if (status === 'failed') {
      const why = withoutPaths(problem ?? '');
      versions.push({ ...head, status, problem: why, recordings: null, results: [] });
    } else {
      const verdicts = await readVerdicts(sweepPaths(outDir), version);
      const recordings = `recordings/${fileNameOf(version)}`;
      versions.push({
        ...head,
        status,
        problem: problemOf(verdicts, withoutPaths),
        recordings,
        results: verdicts.results,
      });
    }
  }
  const facts = {
    suite: { version: packageJson.version, fingerprint: suiteFingerprint() },
    scenarios: scenariosIn({ cases, extended: true }).map((scenario) => ({
      name: scenario.name,
      mode: scenario.mode,
      about: scenario.about ?? null,
    })),
  };
  return (times) => buildMatrix(versions, { ...facts, ...times });
}

function problemOf({ problems }: VersionVerdicts, withoutPaths: (text: string) => string): string | null {
  const [first] = problems;
  if (first === undefined) return null;
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  return `The suite failed: ${withoutPaths(first)}${more}`;
}

function pathRemover(env: MatrixParts['env']): (text: string) => string {
  const paths = [
    { path: SUITE_ROOT, placeholder: '<SUITE_ROOT>' },
    { path: homeFolder(env), placeholder: '<HOME>' },
  ];
  return createSanitiser({ paths, secrets: [] }).text;
}
