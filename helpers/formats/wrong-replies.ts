import { isRed } from '../checks/verdict.ts';
import type { TurnResult } from '../scenarios/scenario-result.ts';
import { quotePair } from '../util/text/excerpt.ts';
import { reportedScenarios, type ReportedScenario, type RunResult } from './run-result.ts';

/** The wrong replies of a scenario that the evidence of no red check shows. At least one. */
export interface WrongReplies {
  readonly result: ReportedScenario['result'];
  readonly turns: readonly TurnResult[];
}

/** Both replies of a turn, safe to print: `turn 1: expected "42", actual "43"`. */
export function replyText({ turn, expected_reply, actual_reply }: TurnResult): string {
  const [expected, actual] = quotePair(expected_reply, actual_reply ?? '');
  return `turn ${turn}: expected ${expected}, actual ${actual_reply === null ? '(none)' : actual}`;
}

/** The scenarios with such a reply: mostly one that a baseline excuses, which makes its mode fail all the same. */
export function wrongReplies(run: RunResult): readonly WrongReplies[] {
  return reportedScenarios(run).flatMap(({ result, checks }) => {
    const shown = checks.filter(isRed).flatMap(({ evidence }) => evidence);
    const turns = result.turns.filter(
      ({ exact_match, expected_reply, actual_reply }) =>
        !exact_match &&
        !shown.some(({ expected, actual }) => expected === expected_reply && actual === (actual_reply ?? undefined)),
    );
    return turns.length === 0 ? [] : [{ result, turns }];
  });
}
