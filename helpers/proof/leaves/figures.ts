import * as z from 'zod';
import { leafTallySchema, type LeafTally } from './tally.ts';

/** The tallies of whole runs, by version of codex and by what was changed, such as `wire` or `values of events`. */
export const leafFiguresSchema = z.record(z.string(), z.record(z.string(), leafTallySchema));

export type LeafFigures = Readonly<z.infer<typeof leafFiguresSchema>>;

/** Shares in percent: `left_out` of all changes, the others of those that are not left out. */
export function sharesOf({ changes, left_out, ...noticed }: LeafTally): Omit<LeafTally, 'changes'> {
  const judged = changes - left_out;
  return {
    left_out: percent(left_out, changes),
    by_check: percent(noticed.by_check, judged),
    by_fact_only: percent(noticed.by_fact_only, judged),
    by_nothing: percent(noticed.by_nothing, judged),
  };
}

function percent(count: number, all: number): number {
  return all === 0 ? 0 : (100 * count) / all;
}

/** Percentage points by which two plays of one version differ. */
const NOISE = 0.5;

/** One line for each share that is worse than committed, or each group that one of them lacks. */
export function worseFigures(committed: LeafFigures[string], measured: LeafFigures[string]): string[] {
  return Object.keys({ ...committed, ...measured }).flatMap((group) => {
    const [before, after] = [committed[group], measured[group]];
    if (before === undefined) return [`${group}: no figure is committed`];
    if (after === undefined) return [`${group}: no leaf was changed, expected about ${before.changes}`];
    const [expected, actual] = [sharesOf(before), sharesOf(after)];
    return [
      ...(actual.by_check < expected.by_check - NOISE ? [fault(group, 'by_check', expected, actual)] : []),
      ...(['by_nothing', 'left_out'] as const)
        .filter((share) => actual[share] > expected[share] + NOISE)
        .map((share) => fault(group, share, expected, actual)),
    ];
  });
}

type Shares = ReturnType<typeof sharesOf>;

const LABELS = { by_check: 'noticed by a check', by_nothing: 'noticed by nothing', left_out: 'left out' } as const;

function fault(group: string, share: keyof typeof LABELS, expected: Shares, actual: Shares): string {
  return `${group}: ${LABELS[share]} ${actual[share].toFixed(1)} %, committed ${expected[share].toFixed(1)} %`;
}
