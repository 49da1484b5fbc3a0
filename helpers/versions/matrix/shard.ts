import { SuiteError } from '../../util/errors.ts';

/** One of several machines that share a sweep. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Understands `2/4`. @throws SuiteError `usage` */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new SuiteError(
    'usage',
    `--shard expects the number of a shard and how many there are, found ${JSON.stringify(text)}.`,
    {
      hint: 'Write it as in --shard 1/4.',
    },
  );
}

/**
 * The share of a shard. Neighbours go to different shards: what makes a version slow, or large, often lasts for several.
 * All shards together have each item once.
 */
export function shareOf<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  return items.filter((_, place) => place % count === index - 1);
}
