import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeJson } from '../../util/fs/write-json.ts';
import { versionFile, type SweepPaths } from './paths.ts';

const milliseconds = z.number().nonnegative();

const versionRecordSchema = z.strictObject({
  format: z.literal(1),
  /** The version, or the text that the user wrote if the version is unknown. */
  version: z.string().min(1),
  published: z.string().nullable(),
  platform: z.string(),
  /** `failed`: there are no verdicts. */
  status: z.enum(['judged', 'failed']),
  problem: z.string().nullable(),
  /** The identity of the binary; null if there was none. */
  codex: z.strictObject({ version: z.string(), sha256: z.string(), capabilities: z.array(z.string()) }).nullable(),
  suite: z.string(),
  /** See `cacheKey`; null if it failed. */
  key: z.string().nullable(),
  /** Number of harness errors. Verdicts with harness errors are never up to date. */
  faults: z.int().nonnegative(),
  timing: z.strictObject({ fetch_ms: milliseconds, play_ms: milliseconds, judge_ms: milliseconds }),
});

/** What a sweep knows about a version besides its verdicts. */
export type VersionRecord = z.infer<typeof versionRecordSchema>;

/** The record of a version. Undefined if there is none, or if another version of the suite wrote it. */
export async function readVersionRecord({ records }: SweepPaths, version: string): Promise<VersionRecord | undefined> {
  const record = await readVersionRecordFile(versionFile(records, version));
  return record?.version === version ? record : undefined;
}

/** The record in a file. Undefined as in {@link readVersionRecord}. */
export async function readVersionRecordFile(path: string): Promise<VersionRecord | undefined> {
  try {
    return versionRecordSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Writes the record of a version. Write it after the verdicts: a record with a current key vouches for them.
 *
 * @throws SuiteError `environment` if the disk refuses
 */
export async function writeVersionRecord({ records }: SweepPaths, record: VersionRecord): Promise<void> {
  await writeJson(versionFile(records, record.version), versionRecordSchema, record);
}
