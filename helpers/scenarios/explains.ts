import type { Check } from '../checks/check.ts';
import type { CheckResult, Evidence } from '../checks/verdict.ts';
import { withRequired, type Precondition } from '../recording/preconditions.ts';
import { CHECKS } from './catalog.ts';

const BY_ID: ReadonlyMap<string, Check> = new Map(CHECKS.map((check) => [check.id, check]));

/**
 * True if one red result explains another of the same scenario: its evidence denies a precondition, in the same process, that the
 * other check denies as well, or assumes. What is seen at a line of its own is a fault of its own.
 */
export function explains(cause: CheckResult, result: CheckResult): boolean {
  if (cause.scenario !== result.scenario || cause.id === result.id) return false;
  const own = new Set(deniedIn(result).map(({ word }) => word));
  const assumed = result.evidence.some(({ line }) => line !== undefined)
    ? new Set()
    : withRequired(BY_ID.get(result.id)?.assumes ?? []);
  const places = processesOf(result.evidence, result.reason);
  return deniedIn(cause).some(({ word, processes }) =>
    own.has(word) ? !places.isDisjointFrom(processes) : assumed.has(word) && places.isSubsetOf(processes),
  );
}

function deniedIn({ id, evidence }: CheckResult): { readonly word: Precondition; readonly processes: Set<number> }[] {
  const denied = Object.entries(BY_ID.get(id)?.denies ?? {}) as [Precondition, string][];
  return denied.flatMap(([word, text]) => {
    const texts = evidence.filter(({ message, actual }) => message.includes(text) || actual?.includes(text) === true);
    return texts.length === 0 ? [] : [{ word, processes: processesOf(texts, null) }];
  });
}

/** The processes that a file name or a message names. */
function processesOf(evidence: readonly Evidence[], reason: string | null): Set<number> {
  const named = [
    ...evidence.map(
      ({ file = '', message }) =>
        /\.(\d+)\.(?:jsonl|txt)$/.exec(file)?.[1] ??
        /\bprocess (\d+)/.exec(message)?.[1] ??
        (/^(?:stdout|wire|stderr)\./.test(file) ? '1' : undefined),
    ),
    /\bprocess (\d+)/.exec(reason ?? '')?.[1],
  ];
  return new Set(named.flatMap((number) => (number === undefined ? [] : [Number(number)])));
}
