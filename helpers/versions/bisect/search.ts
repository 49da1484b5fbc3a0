/** What one version shows: the clause holds, it does not, or nothing can be said of it. */
export type Shown = 'good' | 'bad' | 'unknown';

/** One version that was looked at. */
export interface Look {
  readonly version: string;
  readonly shown: Shown;
}

/** Where a history turns from good to bad. */
export interface Turn {
  readonly kind: 'found';
  readonly lastGood: string;
  readonly firstBad: string;
  /** Versions between the two, of which nothing can be said: the change may lie in any of them. */
  readonly between: readonly string[];
  /** Versions that contradict a single turn: good after the first bad, or bad before the last good. */
  readonly contradictions: readonly Look[];
  /** The versions that were asked for it, in this order. */
  readonly looks: readonly Look[];
}

/** The ends of a history are not as they were said to be, so nothing was searched. */
export interface NoTurn {
  readonly kind: 'no-turn';
  readonly good: Look;
  readonly bad: Look;
  readonly looks: readonly Look[];
}

/**
 * Finds where a history turns from good to bad, by halves, with at most ⌈log2 n⌉ + 2 versions asked of n that can be
 * judged. Both ends are asked first. A version of which nothing can be said is passed over for its nearest neighbour.
 *
 * @param versions in ascending order, the first said to be good, the last to be bad; at least two
 * @param ask looks at a version; its own errors are passed on
 * @param known what is known without asking: used to find contradictions, never to save a look
 */
export async function searchTurn(
  versions: readonly string[],
  ask: (version: string) => Promise<Shown>,
  known: ReadonlyMap<string, Shown> = new Map(),
): Promise<Turn | NoTurn> {
  const looks: Look[] = [];
  const look = async (index: number): Promise<Look> => {
    const version = versions[index]!;
    const done = { version, shown: await ask(version) };
    looks.push(done);
    return done;
  };
  const good = await look(0);
  const bad = await look(versions.length - 1);
  if (good.shown !== 'good' || bad.shown !== 'bad') return { kind: 'no-turn', good, bad, looks };

  let lastGood = 0;
  let firstBad = versions.length - 1;
  const unknown = new Set<number>();
  for (;;) {
    const next = middleOf(lastGood, firstBad, unknown);
    if (next === undefined) break;
    const { shown } = await look(next);
    if (shown === 'good') lastGood = next;
    else if (shown === 'bad') firstBad = next;
    else unknown.add(next);
  }
  return {
    kind: 'found',
    lastGood: versions[lastGood]!,
    firstBad: versions[firstBad]!,
    between: versions.slice(lastGood + 1, firstBad),
    contradictions: contradictions(versions, lastGood, firstBad, known),
    looks,
  };
}

/** The one nearest to the middle of those between two versions that were not looked at in vain. */
function middleOf(from: number, to: number, passedOver: ReadonlySet<number>): number | undefined {
  const middle = (from + to) / 2;
  let best: number | undefined;
  for (let index = from + 1; index < to; index += 1) {
    if (passedOver.has(index)) continue;
    if (best === undefined || Math.abs(index - middle) < Math.abs(best - middle)) best = index;
  }
  return best;
}

function contradictions(
  versions: readonly string[],
  lastGood: number,
  firstBad: number,
  known: ReadonlyMap<string, Shown>,
): Look[] {
  return versions.flatMap((version, index) => {
    const shown = known.get(version);
    const contradicts = (shown === 'good' && index > firstBad) || (shown === 'bad' && index < lastGood);
    return contradicts ? [{ version, shown }] : [];
  });
}
