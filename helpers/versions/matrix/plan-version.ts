import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { platform } from 'node:process';
import type { Identity } from '../../codex/identity-cache.ts';
import { planOf } from '../../scenarios/plan.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { isUpToDate } from '../../scenarios/recording-cache.ts';
import { cacheKey } from './cache-key.ts';
import type { Candidate } from './candidate.ts';
import { fileNameOf, sweepPaths, versionFile } from './paths.ts';
import { readVersionRecord, type VersionRecord } from './version-record.ts';

/** Platform and architecture, such as `linux-x64`. */
export const PLATFORM = `${platform}-${process.arch}`;

/** The work that a version still needs. */
export type VersionPlan =
  | { readonly kind: 'keep'; readonly record: VersionRecord }
  /** Its recordings are up to date, its verdicts are not. The binary is not needed. */
  | { readonly kind: 'judge'; readonly identity: Identity }
  | { readonly kind: 'play' };

/** Compares a version with the output of an earlier sweep. */
export async function planVersion(candidate: Candidate, config: RunConfig): Promise<VersionPlan> {
  const paths = sweepPaths(config.outDir);
  const record = await readVersionRecord(paths, candidate.version);
  const identity = candidate.kind === 'local' ? candidate.codex : (record?.codex ?? null);
  if (identity === null) return { kind: 'play' };
  if (candidate.kind === 'published' && record?.platform !== PLATFORM) return { kind: 'play' };
  const { version, sha256, capabilities } = identity;
  if (
    record?.status === 'judged' &&
    record.faults === 0 &&
    record.key === cacheKey(config, sha256) &&
    existsSync(versionFile(paths.verdicts, candidate.version))
  ) {
    return { kind: 'keep', record };
  }
  const isRecorded = await isEachRecorded(config, join(paths.recordings, fileNameOf(candidate.version)), sha256);
  return isRecorded ? { kind: 'judge', identity: { version, sha256, capabilities } } : { kind: 'play' };
}

async function isEachRecorded(config: RunConfig, folder: string, sha256: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  for (const { scenario } of planOf(config)) {
    if (!(await isUpToDate(folder, scenario, sha256))) return false;
  }
  return true;
}
