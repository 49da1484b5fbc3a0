import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { fileOf, type SweepPlaces } from './paths.ts';

const milliseconds = z.number().nonnegative();

const noteSchema = z.strictObject({
  format: z.literal(1),
  /** The version, or what the user wrote where none is known. */
  version: z.string().min(1),
  /** ISO 8601, as the registry says. */
  published: z.string().nullable(),
  /** Such as `linux-x64`. */
  platform: z.string(),
  /** `failed`: no verdict came of it. */
  status: z.enum(['judged', 'failed']),
  /** Why it failed. */
  problem: z.string().nullable(),
  /** What the binary is; null where it could not be had. */
  codex: z.strictObject({ version: z.string(), sha256: z.string(), capabilities: z.array(z.string()) }).nullable(),
  /** See `suiteFingerprint`. */
  suite: z.string(),
  /** See `keyOf`; null where it failed. */
  key: z.string().nullable(),
  /** How many faults of the suite there were. Those who have some are not up to date. */
  faults: z.int().nonnegative(),
  timing: z.strictObject({ fetch_ms: milliseconds, play_ms: milliseconds, judge_ms: milliseconds }),
});

/** What a sweep knows of a version besides its verdicts, which are in its blob. */
export type VersionNote = z.infer<typeof noteSchema>;

/** The note of a version. Undefined where there is none, or one that another version of the suite wrote. */
export async function readNote({ notes }: SweepPlaces, version: string): Promise<VersionNote | undefined> {
  const note = await readNoteFile(fileOf(notes, version));
  return note?.version === version ? note : undefined;
}

/** The same by the path of its file. */
export async function readNoteFile(path: string): Promise<VersionNote | undefined> {
  try {
    return noteSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * Writes the note of a version, which comes after its blob: where the key is up to date, the blob is complete.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function writeNote({ notes }: SweepPlaces, note: VersionNote): Promise<void> {
  await writeFileAtomic(fileOf(notes, note.version), `${JSON.stringify(noteSchema.parse(note), null, 2)}\n`);
}
