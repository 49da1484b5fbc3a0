import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import type { Identity } from '../../codex/identity-cache.ts';
import type { RunFrame } from '../../scenarios/prepare-run.ts';
import { planOf } from '../../scenarios/plan.ts';
import { scenariosIn } from '../../scenarios/catalog.ts';
import { isUpToDate } from '../../scenarios/recording-cache.ts';
import type { Candidate } from './candidate.ts';
import { keyOf } from './cache-key.ts';
import { readNote, type VersionNote } from './version-record.ts';
import { fileNameOf, fileOf, sweepPlaces } from './paths.ts';

/** Platform and architecture, such as `linux-x64`. */
export const PLATFORM = `${platform}-${process.arch}`;

/** What is left to do for a version. */
export type Decision =
  /** Its verdicts are there and up to date. */
  | { readonly kind: 'skip'; readonly note: VersionNote }
  /** Its recordings are, but not the verdicts: the binary is not needed. */
  | { readonly kind: 'judge'; readonly identity: Identity }
  | { readonly kind: 'play' };

/** Finds out what is left to do for a version, from what an earlier sweep left. */
export async function decide(candidate: Candidate, frame: RunFrame): Promise<Decision> {
  const places = sweepPlaces(frame.outDir);
  const note = await readNote(places, candidate.version);
  const identity = candidate.kind === 'local' ? candidate.codex : (note?.codex ?? null);
  if (identity === null) return { kind: 'play' };
  if (candidate.kind === 'published' && note?.platform !== PLATFORM) return { kind: 'play' };
  const { version, sha256, capabilities } = identity;
  if (
    note?.status === 'judged' &&
    note.faults === 0 &&
    note.key === keyOf(frame, sha256) &&
    existsSync(fileOf(places.blobs, candidate.version))
  ) {
    return { kind: 'skip', note };
  }
  const recorded = await allRecorded(frame, join(places.recordings, fileNameOf(candidate.version)), sha256);
  return recorded ? { kind: 'judge', identity: { version, sha256, capabilities } } : { kind: 'play' };
}

async function allRecorded(frame: RunFrame, folder: string, sha256: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  const scenarios = new Map(scenariosIn(frame).map((scenario) => [scenario.name, scenario]));
  for (const { name } of planOf(frame)) {
    if (!(await isUpToDate(folder, scenarios.get(name)!, sha256))) return false;
  }
  return true;
}
