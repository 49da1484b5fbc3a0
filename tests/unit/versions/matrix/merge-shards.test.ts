import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mergeShards } from '../../../../helpers/versions/matrix/merge-shards.ts';
import { writeVersionRecord, type VersionRecord } from '../../../../helpers/versions/matrix/version-record.ts';
import { versionFile, sweepPaths } from '../../../../helpers/versions/matrix/paths.ts';
import { recordOf } from './record-of.ts';
import { failureOf, temporaryFolder, write } from '../../codex/temporary.ts';

/** Writes the output of a sweep for one version. */
async function leave(folder: string, version: string, change: Partial<VersionRecord> = {}): Promise<VersionRecord> {
  const record = recordOf(version, change);
  const paths = sweepPaths(folder);
  if (record.status === 'judged') {
    write(versionFile(paths.verdicts, version), `verdicts on ${version}`);
    write(join(paths.recordings, version, 'exec/run.json'), version);
  }
  await writeVersionRecord(paths, record);
  return record;
}

const FAILED = { status: 'failed', problem: 'It is not there.', codex: null, key: null } as const;

test('merges shards that are named or lie in one folder', async () => {
  const folder = temporaryFolder();
  const out = join(folder, 'out');
  const oldest = await leave(join(folder, 'shards/one'), '0.9.0');
  const newest = await leave(join(folder, 'shards/one'), '0.11.0', FAILED);
  const middle = await leave(join(folder, 'shards/two'), '0.10.0');
  const whole = await mergeShards([join(folder, 'shards')], out);
  expect(whole).toEqual([oldest, middle, newest]);
  expect(await mergeShards([join(folder, 'shards/two'), join(folder, 'shards/one')], out)).toEqual(whole);
  expect(await mergeShards([out], out)).toEqual(whole);
  expect(new Set(readdirSync(out, { recursive: true, encoding: 'utf8' }))).toEqual(
    new Set([
      'verdicts',
      'verdicts/0.10.0.json',
      'verdicts/0.9.0.json',
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
  expect(readFileSync(join(out, 'verdicts/0.10.0.json'), 'utf8')).toBe('verdicts on 0.10.0');
});

test.for([
  ['a', 'b'],
  ['b', 'a'],
])('prefers verdicts to a failure, in the order %j', async (order) => {
  const folder = temporaryFolder();
  const judged = await leave(join(folder, 'a'), '0.9.0');
  await leave(join(folder, 'b'), '0.9.0', FAILED);
  const records = await mergeShards(
    order.map((name) => join(folder, name)),
    join(folder, 'out'),
  );
  expect(records).toEqual([judged]);
});

test('names the folders that it cannot merge', async () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const refusal = async (...names: readonly string[]): Promise<string> =>
    (await failureOf(() => mergeShards(names.map(at), at('out')))).message.replaceAll(folder, '');
  await leave(at('a'), '0.9.0');
  await leave(at('b'), '0.9.0', { key: 'of another binary' });
  await leave(at('old'), '0.10.0', { suite: 'of last year' });
  await leave(at('torn'), '0.11.0');
  rmSync(at('torn/verdicts'), { recursive: true });
  expect([await refusal('nothing'), await refusal('a', 'b'), await refusal('old'), await refusal('torn')]).toEqual([
    '--merge /nothing: the folder has no output of a sweep.',
    '/a and /b have different results of 0.9.0.',
    '/old: the verdicts on 0.10.0 were made by another version of the suite.',
    'The verdicts on 0.11.0 are missing: /torn/verdicts/0.11.0.json.',
  ]);
});
