/** Whether a clause holds in a version: `good` if it does, `unknown` if the recordings do not show it. */
export type Status = 'good' | 'bad' | 'unknown';

/** The status of one version. */
export interface Probe {
  readonly version: string;
  readonly status: Status;
}

/** Where a history changes from good to bad. */
export interface Transition {
  readonly kind: 'found';
  readonly lastGood: string;
  readonly firstBad: string;
  readonly between: readonly string[];
  readonly probes: readonly Probe[];
}

/** The first version is not good, or the last is not bad, so nothing was searched. */
export interface NoTransition {
  readonly kind: 'no-turn';
  readonly good: Probe;
  readonly bad: Probe;
  readonly probes: readonly Probe[];
}

/**
 * Finds where a history changes from good to bad by binary search: both ends first, then at most ⌈log2 n⌉ of n known
 * versions. An unknown version is replaced by its nearest neighbour.
 *
 * @param versions ascending, the first expected to be good, the last to be bad; at least two
 * @param probe its errors are passed on
 */
export async function findTransition(
  versions: readonly string[],
  probe: (version: string) => Promise<Status>,
): Promise<Transition | NoTransition> {
  const probes: Probe[] = [];
  const probeAt = async (index: number): Promise<Probe> => {
    const version = versions[index]!;
    const done = { version, status: await probe(version) };
    probes.push(done);
    return done;
  };
  const good = await probeAt(0);
  const bad = await probeAt(versions.length - 1);
  if (good.status !== 'good' || bad.status !== 'bad') return { kind: 'no-turn', good, bad, probes };

  let lastGood = 0;
  let firstBad = versions.length - 1;
  const unknown = new Set<number>();
  for (;;) {
    const next = middleOf(lastGood, firstBad, unknown);
    if (next === undefined) break;
    const { status } = await probeAt(next);
    if (status === 'good') lastGood = next;
    else if (status === 'bad') firstBad = next;
    else unknown.add(next);
  }
  return {
    kind: 'found',
    lastGood: versions[lastGood]!,
    firstBad: versions[firstBad]!,
    between: versions.slice(lastGood + 1, firstBad),
    probes,
  };
}

/** The index nearest to the middle that is not skipped. */
function middleOf(from: number, to: number, skipped: ReadonlySet<number>): number | undefined {
  const middle = (from + to) / 2;
  let best: number | undefined;
  for (let index = from + 1; index < to; index += 1) {
    if (skipped.has(index)) continue;
    if (best === undefined || Math.abs(index - middle) < Math.abs(best - middle)) best = index;
  }
  return best;
}
