import { existsSync } from 'node:fs';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { byVersion } from '../../util/version-range.ts';
import { SuiteError } from '../../util/errors.ts';
import { temporaryBeside, writeFileAtomic } from '../../util/fs/atomic.ts';
import { createFolder } from '../../util/fs/create-folder.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import { replaceFolder } from '../../util/fs/replace-folder.ts';
import { fileNameOf, sweepPaths, versionFile } from './paths.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';
import { readVersionRecordFile, writeVersionRecord, type VersionRecord } from './version-record.ts';

interface Found {
  readonly record: VersionRecord;
  readonly folder: string;
}

/**
 * Merges the output of several sweeps into one folder: the union of their records, verdicts and recordings.
 *
 * @param folders each is the output folder of a sweep, or contains several of them
 * @returns the records, from the oldest version to the newest
 * @throws SuiteError `usage` for a folder without versions, for two different results of one version, and for verdicts of
 *   another version of the suite; `environment` if the disk refuses
 */
export async function mergeShards(folders: readonly string[], outDir: string): Promise<readonly VersionRecord[]> {
  const versions = new Map<string, Found>();
  for (const folder of folders) {
    const found = await findVersions(folder);
    if (found.length === 0) throw emptyFolder(folder);
    for (const one of found) add(one, versions);
  }
  const sorted = [...versions.values()].toSorted((a, b) => byVersion(a.record.version, b.record.version));
  for (const found of sorted) {
    if (found.record.suite !== suiteFingerprint()) throw otherSuite(found);
    if (resolve(found.folder) !== resolve(outDir)) await copyVersion(found, outDir);
  }
  return sorted.map(({ record }) => record);
}

async function findVersions(folder: string): Promise<readonly Found[]> {
  const own = await recordsIn(folder);
  if (own.length > 0) return own;
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const all = below.filter((entry) => entry.isDirectory()).map(({ name }) => recordsIn(join(folder, name)));
  return (await Promise.all(all)).flat();
}

async function recordsIn(folder: string): Promise<readonly Found[]> {
  const { records } = sweepPaths(folder);
  const names = (await readdir(records).catch(() => [])).filter((name) => /^[^.].*\.json$/.test(name));
  const read = await Promise.all(names.map((name) => readVersionRecordFile(join(records, name))));
  return read.filter((record) => record !== undefined).map((record) => ({ record, folder }));
}

/** A result wins over a failure. Two different results are a conflict. */
function add(found: Found, versions: Map<string, Found>): void {
  const { version } = found.record;
  const before = versions.get(version);
  if (before !== undefined && before.record.key !== found.record.key) {
    if (found.record.status === 'failed') return;
    if (before.record.status === 'judged') throw conflict(before, found);
  }
  versions.set(version, found);
}

async function copyVersion({ record, folder }: Found, outDir: string): Promise<void> {
  const from = sweepPaths(folder);
  const to = sweepPaths(outDir);
  if (record.status === 'judged') {
    const verdicts = versionFile(from.verdicts, record.version);
    if (!existsSync(verdicts)) throw missingVerdicts(verdicts, record.version);
    await writeFileAtomic(versionFile(to.verdicts, record.version), await readFile(verdicts, 'utf8'));
    const recordings = join(from.recordings, fileNameOf(record.version));
    if (existsSync(recordings)) await copyFolder(recordings, join(to.recordings, fileNameOf(record.version)));
  }
  await writeVersionRecord(to, record);
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

function emptyFolder(folder: string): SuiteError {
  return new SuiteError('usage', `--merge ${folder}: the folder has no output of a sweep.`, {
    hint: 'Name the --out folder of a sweep, or a folder that contains several of them.',
  });
}

function missingVerdicts(file: string, version: string): SuiteError {
  return new SuiteError('usage', `The verdicts on ${version} are missing: ${file}.`, {
    hint: 'Copy the whole output folder of the sweep, or sweep that version again.',
  });
}

function conflict(a: Found, b: Found): SuiteError {
  return new SuiteError('usage', `${a.folder} and ${b.folder} have different results of ${b.record.version}.`, {
    hint: 'Leave one of them out.',
  });
}

function otherSuite({ record, folder }: Found): SuiteError {
  return new SuiteError(
    'usage',
    `${folder}: the verdicts on ${record.version} were made by another version of the suite.`,
    { hint: 'Run the sweep again with this version: recordings that are up to date are only judged again.' },
  );
}
