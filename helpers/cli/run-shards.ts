import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type * as z from 'zod';
import { summarySchema } from '../formats/run/summary.ts';
import type { Shard } from '../scenarios/shard.ts';
import { SuiteError } from '../util/errors.ts';
import { plural } from '../util/text/phrases.ts';
import { readResultFile } from './last-results.ts';

/** The results of one shard of a run. */
export interface RunShard {
  readonly folder: string;
  readonly shard: Shard;
  readonly summary: z.output<typeof summarySchema>;
}

/**
 * All shards of a run, in their order.
 *
 * @param folders each is the output folder of a shard, or contains several of them
 * @throws SuiteError `usage` unless there is each shard once, of one codex
 */
export async function findRunShards(folders: readonly string[]): Promise<readonly RunShard[]> {
  const found = new Map<number, RunShard>();
  for (const folder of folders) {
    for (const one of await shardsIn(folder)) {
      const { index } = one.shard;
      const other = found.get(index);
      if (other !== undefined && resolve(other.folder) !== resolve(one.folder)) {
        throw leaveOut(`${other.folder} and ${one.folder} are both shard ${index}.`);
      }
      found.set(index, one);
    }
  }
  const shards = [...found.values()].toSorted((a, b) => a.shard.index - b.shard.index);
  assertComplete(shards);
  assertOneCodex(shards);
  return shards;
}

async function shardsIn(folder: string): Promise<readonly RunShard[]> {
  const own = await shardOf(folder);
  if (own !== null) return [own];
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = below.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const all = await Promise.all(names.toSorted().map((name) => shardOf(join(folder, name))));
  const shards = all.filter((one) => one !== null);
  if (shards.length > 0) return shards;
  throw new SuiteError('usage', `--merge ${folder}: the folder has no results of a shard.`, {
    hint: 'Name the --out folder of a run with --shard, or a folder that contains several of them.',
  });
}

async function shardOf(folder: string): Promise<RunShard | null> {
  const summary = await readResultFile(join(folder, 'summary.json'), summarySchema);
  if (summary === null) return null;
  if (summary.shard === null) throw leaveOut(`${folder} has the results of a whole run, not of a shard.`);
  return { folder, shard: summary.shard, summary };
}

function assertComplete(shards: readonly RunShard[]): void {
  const counts = [...new Set(shards.map(({ shard }) => shard.count))];
  if (counts.length > 1) throw leaveOut(`The folders have shards of ${counts.join(' and of ')}.`);
  const count = counts[0] ?? 0;
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) =>
    shards.every(({ shard }) => shard.index !== index),
  );
  if (missing.length === 0) return;
  throw new SuiteError(
    'usage',
    `Found ${plural(shards.length, 'shard')} of ${count}, missing: ${missing.join(', ')}.`,
    {
      hint: 'Name the folder of each shard with --merge DIR. A shard that was killed has no summary.json: run it again.',
    },
  );
}

function assertOneCodex(shards: readonly RunShard[]): void {
  const withCodex = shards.filter(({ summary }) => summary.codex !== null);
  const other = withCodex.find(({ summary }) => summary.codex!.sha256 !== withCodex[0]!.summary.codex!.sha256);
  if (other === undefined) return;
  const [one, two] = [withCodex[0]!, other].map(({ folder, summary: { codex } }) => ({
    folder,
    text: `${codex!.version}, sha256 ${codex!.sha256.slice(0, 12)}`,
  }));
  throw leaveOut(`${one!.folder} has codex ${one!.text}; ${two!.folder} has ${two!.text}.`);
}

function leaveOut(message: string): SuiteError {
  return new SuiteError('usage', message, { hint: 'Merge the shards of one run, each once.' });
}
