import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../checks/verdict.ts';
import { observationOf } from '../facts/version-facts.ts';
import { recordedSide } from '../facts/load-version.ts';
import { type KnownVersion, knownVersion, type Verdicts } from './version-snapshot.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { invalidInput, readInput } from '../../inputs/input-file.ts';
import { parseJson } from '../../inputs/json.ts';
import { type Matrix, matrixSchema } from '../../formats/matrix/model.ts';
import { heldVersions, notHeld, sourceOf, versionFolders } from './recorded-source.ts';
import type { SourceRequest, UpgradeSource } from './source.ts';

const MATRIX_FILE = 'matrix.json';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  p: 'pass',
  f: 'fail',
  k: 'fail',
  n: 'not-applicable',
  u: 'untestable',
  h: 'harness-error',
};

/**
 * A folder that knows of many versions: that of a matrix, or one with a folder of recordings for each version. Null where
 * it holds one of the versions not, unless it was asked for.
 *
 * @param isAsked the user named it
 * @throws SuiteError `usage` for a matrix that cannot be read, or that was asked for and does not hold both versions
 */
export async function matrixSource(
  folder: string,
  request: SourceRequest,
  isAsked: boolean,
): Promise<UpgradeSource | null> {
  if (!(await isFolder(folder))) {
    if (isAsked) throw notHeld(folder, request, []);
    return null;
  }
  const hasMatrix = (await stat(join(folder, MATRIX_FILE)).catch(() => null)) !== null;
  if (!hasMatrix) {
    const source = await versionFolders(folder, request);
    if (source === null && isAsked) throw notHeld(folder, request, await heldVersions(folder));
    return source;
  }
  const matrix = await readMatrix(join(folder, MATRIX_FILE));
  const held = matrix.versions.filter(({ status }) => status === 'judged').map(({ version }) => version);
  const knownOf = (version: string): Promise<KnownVersion> => knownIn(matrix, folder, version, request);
  const source = await sourceOf({ ...request, kind: 'matrix', held, knownOf });
  if (source === null && isAsked) throw notHeld(folder, request, held);
  return source;
}

async function readMatrix(file: string): Promise<Matrix> {
  const hint = 'Make it anew: codex-conformance matrix';
  const { data, error } = matrixSchema.safeParse(parseJson(await readInput(file, 'the matrix', hint), file));
  if (data !== undefined) return data;
  const [issue] = error.issues;
  throw invalidInput(
    file,
    [`is no matrix of this version of the suite: ${issue!.path.join('.')}: ${issue!.message}`],
    hint,
  );
}

async function knownIn(
  matrix: Matrix,
  folder: string,
  version: string,
  { checks }: SourceRequest,
): Promise<KnownVersion> {
  const column = matrix.versions.findIndex((one) => one.version === version);
  const recordings = matrix.versions[column]!.recordings;
  const path = recordings === null ? null : join(folder, recordings);
  // Recordings can be deleted to save room: then the matrix still has the verdicts.
  const observation =
    path !== null && (await isFolder(path))
      ? (await recordedSide(path, { cwd: '/', only: [] })).observation
      : observationOf(version, []);
  return knownVersion(observation, verdictsIn(matrix, column, new Set([...checks].map(({ id }) => id))));
}

function verdictsIn({ cells }: Matrix, column: number, ids: ReadonlySet<string>): Verdicts {
  const said = new Map<string, Map<string, Verdict>>();
  for (const { check, scenario, verdicts } of cells) {
    const verdict = VERDICTS[verdicts[column] ?? '-'];
    if (!ids.has(check) || verdict === undefined) continue;
    said.set(check, (said.get(check) ?? new Map<string, Verdict>()).set(scenario, verdict));
  }
  return said;
}
