import { existsSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { temporaryBeside, writeFileAtomic } from '../../util/fs/atomic.ts';
import { createFolder } from '../../util/fs/create-folder.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import { replaceFolder } from '../../util/fs/replace-folder.ts';
import { byVersion } from '../../inputs/version-range.ts';
import { readNoteFile, writeNote, type VersionNote } from './version-record.ts';
import { fileNameOf, fileOf, sweepPlaces } from './paths.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';

/** A version and the output folder in which it was found. */
interface Found {
  readonly note: VersionNote;
  readonly folder: string;
}

/**
 * Brings the versions of several sweeps into one output folder, with their blobs and recordings, and gives their notes from
 * the oldest version to the newest. A folder is one that `--out` named, or holds several of these.
 *
 * @throws SuiteError `usage` for a folder without versions, a version that is there twice and is not the same, and verdicts
 *   of another version of the suite; `environment` when the disk refuses
 */
export async function importShards(folders: readonly string[], outDir: string): Promise<readonly VersionNote[]> {
  const versions = new Map<string, Found>();
  for (const folder of folders) {
    const found = await versionsIn(folder);
    if (found.length === 0) throw nothingThere(folder);
    for (const one of found) take(one, versions);
  }
  const sorted = [...versions.values()].toSorted((a, b) => byVersion(a.note.version, b.note.version));
  for (const found of sorted) {
    if (found.note.suite !== suiteFingerprint()) throw otherSuite(found);
    if (resolve(found.folder) !== resolve(outDir)) await bring(found, outDir);
  }
  return sorted.map(({ note }) => note);
}

async function versionsIn(folder: string): Promise<readonly Found[]> {
  const own = await notesIn(folder);
  if (own.length > 0) return own;
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const all = below.filter((entry) => entry.isDirectory()).map(({ name }) => notesIn(join(folder, name)));
  return (await Promise.all(all)).flat();
}

async function notesIn(folder: string): Promise<readonly Found[]> {
  const { notes } = sweepPlaces(folder);
  const names = (await readdir(notes).catch(() => [])).filter((name) => /^[^.].*\.json$/.test(name));
  const read = await Promise.all(names.map((name) => readNoteFile(join(notes, name))));
  return read.filter((note) => note !== undefined).map((note) => ({ note, folder }));
}

/** Of a version that one could not have and another could, the one that could counts. */
function take(found: Found, versions: Map<string, Found>): void {
  const { version } = found.note;
  const before = versions.get(version);
  if (before !== undefined && before.note.key !== found.note.key) {
    if (found.note.status === 'failed') return;
    if (before.note.status === 'judged') throw twice(before, found);
  }
  versions.set(version, found);
}

async function bring({ note, folder }: Found, outDir: string): Promise<void> {
  const from = sweepPlaces(folder);
  const to = sweepPlaces(outDir);
  if (note.status === 'judged') {
    const blob = fileOf(from.blobs, note.version);
    if (!existsSync(blob)) throw noBlob(blob, note.version);
    await writeFileAtomic(fileOf(to.blobs, note.version), await readFile(blob, 'utf8'));
    const recordings = join(from.recordings, fileNameOf(note.version));
    if (existsSync(recordings)) await copyFolder(recordings, join(to.recordings, fileNameOf(note.version)));
  }
  await writeNote(to, note);
}

async function copyFolder(from: string, to: string): Promise<void> {
  const temporary = temporaryBeside(to);
  try {
    await createFolder(temporary);
    await cp(from, temporary, { recursive: true });
    await replaceFolder(temporary, to);
  } catch (error) {
    throw diskError(error, 'write', to);
  }
}

function nothingThere(folder: string): SuiteError {
  return new SuiteError('usage', `--merge ${folder}: there is nothing that a sweep wrote.`, {
    hint: 'Name the folder that --out named when it was swept, or one in which there are several of these.',
  });
}

function noBlob(blob: string, version: string): SuiteError {
  return new SuiteError('usage', `The verdicts of ${version} are missing: ${blob}.`, {
    hint: 'Copy the whole folder of the sweep, or sweep that version again.',
  });
}

function twice(a: Found, b: Found): SuiteError {
  return new SuiteError(
    'usage',
    `${b.note.version} was swept twice, and not in the same way: in ${a.folder} and in ${b.folder}.`,
    { hint: 'Leave one of them out.' },
  );
}

function otherSuite({ note, folder }: Found): SuiteError {
  return new SuiteError('usage', `${folder} holds verdicts on ${note.version} of another version of the suite.`, {
    hint: 'Sweep it again with this one: recordings that are up to date are only judged anew.',
  });
}
