import { judge } from '../../checks/judge.ts';
import type { Check } from '../../checks/check.ts';
import type { Verdict } from '../../checks/verdict.ts';
import { languageOf, type Language } from '../../recording/mode.ts';
import type { Recording } from '../../recording/recording.ts';
import { checksOf } from '../../scenarios/catalog.ts';
import type { LeafChange } from './changes.ts';
import { isUnjudgeable } from './unjudgeable.ts';

/** A changed leaf and who noticed it. */
export interface LeafResult extends Omit<LeafChange, 'mutate'> {
  readonly scenario: string;
  /** What the score counts together: `events`, `wire`, `requests of exec`, `values of wire`, … */
  readonly group: string;
  /** The id of a check that turned red; null if only a fact changed, or nothing, and for what is left out. */
  readonly check: string | null;
  readonly fact: boolean;
}

/** The facts of a recording as texts. */
export type FactTexts = (recording: Recording) => ReadonlySet<string>;

/** Not `harness-error`: a check that crashes has noticed nothing. */
const RED: ReadonlySet<Verdict> = new Set(['fail', 'untestable']);

/**
 * Tries the changes of one recording. A check notices one if it turns red, and was not red before.
 *
 * @param noticed the check that noticed the last change of each path, which is asked first; kept across recordings
 */
export function scoreLeaves(
  recording: Recording,
  changes: readonly LeafChange[],
  factsOf: FactTexts,
  noticed: Map<string, Check> = new Map(),
): LeafResult[] {
  const green = checksOf(recording).flatMap((check) => {
    const reads = new Set<PropertyKey>();
    const { verdict } = judge(check, watched(recording, reads));
    return verdict === 'pass' || verdict === 'not-applicable' ? [{ check, reads }] : [];
  });
  const facts = factsOf(recording);
  const recent = new Set<Check>();
  return changes.map(({ mutate, ...change }) => {
    const place = { scenario: recording.scenario, group: groupOf(change, languageOf(recording.mode)) };
    if (isUnjudgeable(change)) return { ...change, ...place, check: null, fact: false };
    const changed = mutate();
    const part = change.channel === 'requests' ? 'model' : 'processes';
    const readers = new Set(green.flatMap(({ check, reads }) => (reads.has(part) ? [check] : [])));
    const likely = noticed.get(change.path);
    const candidates = [...(likely === undefined ? [] : [likely]), ...recent].filter((one) => readers.has(one));
    const isRed = (one: Check): boolean => RED.has(judge(one, changed).verdict);
    const check = [...new Set([...candidates, ...readers])].find(isRed) ?? null;
    if (check !== null) {
      recent.add(check);
      noticed.set(change.path, check);
    }
    const fact = check === null && differs(factsOf(changed), facts);
    return { ...change, ...place, check: check?.id ?? null, fact };
  });
}

function groupOf({ kind, channel }: Pick<LeafChange, 'kind' | 'channel'>, language: Language): string {
  if (kind === 'everywhere') return `values of ${channel}`;
  return channel === 'requests' ? `requests of ${language}` : channel;
}

/** The same recording, which notes what is read of it. */
function watched(recording: Recording, reads: Set<PropertyKey>): Recording {
  return new Proxy(recording, {
    get(target, key) {
      reads.add(key);
      return Reflect.get(target, key) as unknown;
    },
  });
}

function differs(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.symmetricDifference(b).size > 0;
}
