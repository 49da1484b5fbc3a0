import packageJson from '../../../package.json' with { type: 'json' };
import type { RunFolder } from '../../codex/run-folder.ts';
import { mergeBlob } from '../../versions/matrix/merge-blob.ts';
import type { VersionNote } from '../../versions/matrix/version-record.ts';
import { fileNameOf, fileOf, sweepPlaces } from '../../versions/matrix/paths.ts';
import { suiteFingerprint } from '../../versions/matrix/suite-fingerprint.ts';
import type { Cases } from '../../inputs/cases.ts';
import { buildMatrix, type MatrixFacts, type VersionResults } from '../../formats/matrix/build.ts';
import type { Matrix } from '../../formats/matrix/model.ts';
import { VersionReporter } from '../../reporters/version-reporter.ts';
import { scenariosIn } from '../../scenarios/catalog.ts';

/** What a matrix is made of. */
export interface MatrixParts {
  readonly outDir: string;
  readonly notes: readonly VersionNote[];
  readonly cases: Cases;
  /** Where blobs are laid out. */
  readonly folder: RunFolder;
  /** Takes paths of this machine out of texts that no recording has. */
  readonly sanitise: (text: string) => string;
  readonly signal: AbortSignal;
}

/** What is known of the time of a sweep once all is done. */
type Times = Pick<MatrixFacts, 'startedAt' | 'durationMs' | 'phases'>;

/**
 * Gathers all that makes the matrix of these versions, from their notes and blobs. Gives what builds it, once the times
 * are known.
 *
 * @throws SuiteError `interrupted`
 */
export async function matrixOf(parts: MatrixParts): Promise<(times: Times) => Matrix> {
  const { outDir, notes, cases, folder, sanitise, signal } = parts;
  const perVersion: VersionResults[] = [];
  for (const note of notes) {
    signal.throwIfAborted();
    perVersion.push(await resultsOf(note, outDir, folder, sanitise));
  }
  const facts = {
    suite: { version: packageJson.version, fingerprint: suiteFingerprint() },
    scenarios: scenariosIn({ cases, depth: true }).map((scenario) => ({
      name: scenario.name,
      mode: scenario.mode,
      about: 'about' in scenario ? scenario.about : null,
    })),
  };
  return (times) => buildMatrix(perVersion, { ...facts, ...times });
}

async function resultsOf(
  note: VersionNote,
  outDir: string,
  folder: RunFolder,
  sanitise: (text: string) => string,
): Promise<VersionResults> {
  const { version, published, platform, timing, status, codex } = note;
  const head = { version, published, platform, sha256: codex?.sha256 ?? null, timing };
  if (status === 'failed') {
    return { ...head, status, problem: sanitise(note.problem ?? ''), recordings: null, results: [] };
  }
  const reporter = new VersionReporter(sanitise);
  await mergeBlob(fileOf(sweepPlaces(outDir).blobs, version), version, reporter, folder);
  const { results, problem } = reporter.verdicts;
  return { ...head, status, problem, recordings: `recordings/${fileNameOf(version)}`, results };
}
