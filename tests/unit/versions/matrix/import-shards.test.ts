import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importShards } from '../../../../helpers/versions/matrix/import-shards.ts';
import { writeNote, type VersionNote } from '../../../../helpers/versions/matrix/version-record.ts';
import { fileOf, sweepPlaces } from '../../../../helpers/versions/matrix/paths.ts';
import { noteOf } from './note-of.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

/** Writes what a sweep leaves of a version. */
async function leave(folder: string, version: string, change: Partial<VersionNote> = {}): Promise<VersionNote> {
  const note = noteOf(version, change);
  const places = sweepPlaces(folder);
  if (note.status === 'judged') {
    write(fileOf(places.blobs, version), `blob of ${version}`);
    write(join(places.recordings, version, 'exec/run.json'), version);
  }
  await writeNote(places, note);
  return note;
}

const FAILED = { status: 'failed', problem: 'It is not there.', codex: null, key: null } as const;

test('shards, each named or in one folder, become one sweep', async () => {
  const folder = temporaryFolder();
  const out = join(folder, 'out');
  const oldest = await leave(join(folder, 'shards/one'), '0.9.0');
  const newest = await leave(join(folder, 'shards/one'), '0.11.0', FAILED);
  const middle = await leave(join(folder, 'shards/two'), '0.10.0');
  const whole = await importShards([join(folder, 'shards')], out);
  expect(whole).toEqual([oldest, middle, newest]);
  expect(await importShards([join(folder, 'shards/two'), join(folder, 'shards/one')], out)).toEqual(whole);
  expect(await importShards([out], out)).toEqual(whole);
  expect(new Set(readdirSync(out, { recursive: true, encoding: 'utf8' }))).toEqual(
    new Set([
      'blobs',
      'blobs/0.10.0.json',
      'blobs/0.9.0.json',
      'recordings',
      'recordings/0.10.0',
      'recordings/0.10.0/exec',
      'recordings/0.10.0/exec/run.json',
      'recordings/0.9.0',
      'recordings/0.9.0/exec',
      'recordings/0.9.0/exec/run.json',
      'versions',
      'versions/0.10.0.json',
      'versions/0.11.0.json',
      'versions/0.9.0.json',
    ]),
  );
  expect(readFileSync(join(out, 'blobs/0.10.0.json'), 'utf8')).toBe('blob of 0.10.0');
});

test.for([
  ['a', 'b'],
  ['b', 'a'],
])('of a version that one shard could not have, the other one counts, in the order %j', async (order) => {
  const folder = temporaryFolder();
  const judged = await leave(join(folder, 'a'), '0.9.0');
  await leave(join(folder, 'b'), '0.9.0', FAILED);
  const notes = await importShards(
    order.map((name) => join(folder, name)),
    join(folder, 'out'),
  );
  expect(notes).toEqual([judged]);
});

test('what cannot be merged is said with its folders', async () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const refusal = async (...names: readonly string[]): Promise<string> =>
    (await failureOf(() => importShards(names.map(at), at('out')))).message.replaceAll(folder, '');
  await leave(at('a'), '0.9.0');
  await leave(at('b'), '0.9.0', { key: 'of another binary' });
  await leave(at('old'), '0.10.0', { suite: 'of last year' });
  await leave(at('torn'), '0.11.0');
  rmSync(at('torn/blobs'), { recursive: true });
  expect([await refusal('nothing'), await refusal('a', 'b'), await refusal('old'), await refusal('torn')]).toEqual([
    '--merge /nothing: there is nothing that a sweep wrote.',
    '0.9.0 was swept twice, and not in the same way: in /a and in /b.',
    '/old holds verdicts on 0.10.0 of another version of the suite.',
    'The verdicts of 0.11.0 are missing: /torn/blobs/0.11.0.json.',
  ]);
});
