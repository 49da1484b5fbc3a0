import { LEVELS } from '../checks/levels.ts';
import { isRed, isStale, type CheckResult, type Level, type Verdict } from '../checks/verdict.ts';
import { normalise } from '../recording/normalise.ts';
import { explains } from '../scenarios/explains.ts';

/** More kinds of values are data of the scenarios, not faults of their own. */
const MAX_KINDS = 3;
/** More texts are merged unless they recur. */
const MAX_TEXTS = 5;

/** Red results with one cause, as far as they show it. */
export interface FailureGroup {
  readonly kind: Exclude<Verdict, 'pass' | 'not-applicable'> | 'stale';
  /** The highest level among its results. */
  readonly level: Level;
  /** Ids, sorted. One for failures; several for what cannot be judged. */
  readonly checks: readonly string[];
  /** Sorted. */
  readonly scenarios: readonly string[];
  /** At least one. The first one represents the group. */
  readonly results: readonly CheckResult[];
  /** The results that those of this group explain. */
  readonly consequences: readonly FailureGroup[];
}

const KINDS_BY_WEIGHT: readonly FailureGroup['kind'][] = ['fail', 'harness-error', 'untestable', 'stale'];

/**
 * Groups the red results of a run: by check, then by what was seen. The worst group comes first: by level, then by the number of
 * scenarios, then checks of one language. A result that another one of its scenario and process explains is a consequence of that one's group. Every red
 * result is in one group.
 */
export function groupFailures(results: readonly CheckResult[]): readonly FailureGroup[] {
  const red = results.filter(isRed);
  const causes = causesOf(red);
  const byCause = Map.groupBy(red, (result) => causes.get(result)!);
  return grouped(red.filter((result) => causes.get(result) === result)).map((group) => {
    const follow = group.results.flatMap((cause) => byCause.get(cause)!.filter((result) => result !== cause));
    return { ...group, consequences: grouped(follow) };
  });
}

/** The number of red results of a group and of its consequences. */
export function failuresIn({ results, consequences }: FailureGroup): number {
  return consequences.reduce((sum, group) => sum + failuresIn(group), results.length);
}

function grouped(red: readonly CheckResult[]): readonly FailureGroup[] {
  const reasons = new Map<string, string>();
  const keyOf = (result: CheckResult): string => {
    const kind = kindOf(result);
    if (kind === 'fail') return JSON.stringify([kind, result.id]);
    if (kind === 'stale') return JSON.stringify([kind, result.id, result.known_failure]);
    // What makes one check of a scenario untestable makes the others so.
    const place = JSON.stringify([kind, result.scenario]);
    const reason = reasons.get(place) ?? seenText(result.reason ?? '');
    reasons.set(place, reason);
    return JSON.stringify([kind, reason]);
  };
  return [...Map.groupBy(red, keyOf).values()]
    .flatMap((sharing) => (kindOf(sharing[0]!) === 'fail' ? bySeen(sharing) : [sharing]))
    .map(groupOf)
    .toSorted(worstFirst);
}

function kindOf(result: CheckResult): FailureGroup['kind'] {
  return isStale(result) ? 'stale' : (result.verdict as FailureGroup['kind']);
}

function bySeen(results: readonly CheckResult[]): (readonly CheckResult[])[] {
  const byText = [...Map.groupBy(results, ({ evidence }) => seenText(evidence[0]?.message ?? '')).values()];
  const texts = byText.length > MAX_TEXTS && results.length < 2 * byText.length ? [results] : byText;
  return texts.flatMap((sharing) => {
    const byValue = [...Map.groupBy(sharing, changedValue).values()];
    return byValue.length <= MAX_KINDS && sharing.length > 2 * byValue.length ? byValue : [sharing];
  });
}

/** A message without ids, times and numbers. */
function seenText(message: string): string {
  return normalise(message)
    .replaceAll(/\d+/g, 'N')
    .replaceAll(/(\S+)(?:, \1)+/g, '$1');
}

/** What differs between the expected and the actual value. */
function changedValue({ evidence: [first] }: CheckResult): string {
  const [expected, actual] = [first?.expected, first?.actual].map((text) => Array.from(normalise(text ?? '')));
  if (first?.expected === undefined || first.actual === undefined) return '';
  const shared = Math.min(expected!.length, actual!.length);
  let start = 0;
  while (start < shared && expected![start] === actual![start]) start += 1;
  let end = 0;
  while (end < shared - start && expected!.at(-1 - end) === actual!.at(-1 - end)) end += 1;
  return JSON.stringify([expected, actual].map((text) => text!.slice(start, text!.length - end).join('')));
}

function groupOf(results: readonly CheckResult[]): FailureGroup {
  return {
    kind: kindOf(results[0]!),
    level: LEVELS.find((level) => results.some((result) => result.level === level))!,
    checks: [...new Set(results.map(({ id }) => id))].toSorted(),
    scenarios: [...new Set(results.map(({ scenario }) => scenario))].toSorted(),
    results,
    consequences: [],
  };
}

function isGeneral({ checks: [id] }: FailureGroup): boolean {
  return id!.startsWith('run/');
}

function worstFirst(a: FailureGroup, b: FailureGroup): number {
  return (
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    KINDS_BY_WEIGHT.indexOf(a.kind) - KINDS_BY_WEIGHT.indexOf(b.kind) ||
    b.scenarios.length - a.scenarios.length ||
    // A check of one language is closer to the fault than one of the whole run.
    Number(isGeneral(a)) - Number(isGeneral(b))
  );
}

/** The cause of each result: itself, or the result at the end of a chain of explanations. */
function causesOf(red: readonly CheckResult[]): ReadonlyMap<CheckResult, CheckResult> {
  const ranked = grouped(red).flatMap(({ results }) => results);
  const rank = new Map(ranked.map((result, index) => [result, index]));
  const byScenario = Map.groupBy(ranked, ({ scenario }) => scenario);
  const causeOf = (result: CheckResult): CheckResult => {
    const cause = byScenario
      .get(result.scenario)!
      .find((one) => explains(one, result) && (rank.get(one)! < rank.get(result)! || !explains(result, one)));
    return cause ?? result;
  };
  return new Map(red.map((result) => [result, lastOf(result, causeOf)]));
}

function lastOf(result: CheckResult, next: (result: CheckResult) => CheckResult): CheckResult {
  const chain = new Set([result]);
  for (const one of chain) chain.add(next(one));
  return [...chain].at(-1)!;
}
