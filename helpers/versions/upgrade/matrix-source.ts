import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../checks/verdict.ts';
import { versionFactsOf } from '../facts/version-facts.ts';
import { loadRecorded } from '../load-version.ts';
import { type VersionSnapshot, versionSnapshot } from './version-snapshot.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { type Matrix, MATRIX_FILE, readMatrix } from '../matrix/format.ts';
import { verdictOf } from '../matrix/letters.ts';
import { missingVersion, recordedSource, versionFolders, versionsOf } from './recorded-source.ts';
import type { SourceRequest, UpgradeSource } from './source.ts';

/**
 * The folder of a matrix, or one with one folder of recordings per version. Null if it has not both versions.
 *
 * @param isNamed the user named it: then both versions must be in it
 * @throws SuiteError `usage` for an unreadable matrix, or a missing version
 */
export async function matrixSource(
  folder: string,
  request: SourceRequest,
  isNamed: boolean,
): Promise<UpgradeSource | null> {
  if (!(await isFolder(folder))) {
    if (isNamed) throw missingVersion(folder, request, []);
    return null;
  }
  const hasMatrix = (await stat(join(folder, MATRIX_FILE)).catch(() => null)) !== null;
  if (!hasMatrix) {
    const source = await versionFolders(folder, request);
    if (source === null && isNamed) throw missingVersion(folder, request, await versionsOf(folder));
    return source;
  }
  const matrix = await readMatrix(join(folder, MATRIX_FILE));
  const versions = matrix.versions.filter(({ status }) => status === 'judged').map(({ version }) => version);
  const snapshotOf = (version: string): Promise<VersionSnapshot> => snapshotIn(matrix, folder, version, request);
  const source = await recordedSource({ ...request, kind: 'matrix', versions, snapshotOf });
  if (source === null && isNamed) throw missingVersion(folder, request, versions);
  return source;
}

async function snapshotIn(
  matrix: Matrix,
  folder: string,
  version: string,
  { checks }: SourceRequest,
): Promise<VersionSnapshot> {
  const column = matrix.versions.findIndex((one) => one.version === version);
  const recordings = matrix.versions[column]!.recordings;
  const path = recordings === null ? null : join(folder, recordings);
  // Without recordings, deleted to save space, the matrix still has the verdicts.
  const facts =
    path !== null && (await isFolder(path))
      ? (await loadRecorded(path, { cwd: '/', only: [] })).facts
      : versionFactsOf(version, []);
  return versionSnapshot(facts, verdictsIn(matrix, column, new Set([...checks].map(({ id }) => id))));
}

function verdictsIn({ cells }: Matrix, column: number, ids: ReadonlySet<string>): VersionSnapshot['verdicts'] {
  const byCheck = new Map<string, Map<string, Verdict>>();
  for (const { check, scenario, verdicts } of cells) {
    const verdict = verdictOf(verdicts[column]);
    if (!ids.has(check) || verdict === undefined) continue;
    byCheck.set(check, (byCheck.get(check) ?? new Map<string, Verdict>()).set(scenario, verdict));
  }
  return byCheck;
}
