import { SuiteError } from '../util/errors.ts';

/** The share of one of several machines in a sweep or a run. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Parses `2/4`. @throws SuiteError `usage` */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new SuiteError(
    'usage',
    `--shard expects the number of a shard and the number of shards, received ${JSON.stringify(text)}.`,
    { hint: 'Write it as in --shard 1/4.' },
  );
}

/**
 * The items of a shard. Neighbours go to different shards: versions that are slow or large often follow each other.
 * Each item is in exactly one shard.
 */
export function shareOf<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  return items.filter((_, position) => position % count === index - 1);
}
