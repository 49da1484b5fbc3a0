import { isExcused, isRed, isUnsweptPass, type CheckResult } from '../../checks/verdict.ts';
import type { RunResult } from '../run-result.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';

/** One line for each check that is worth a look and does not make the run red. */
export function noteLines({ checks }: RunResult, style: Style): readonly string[] {
  return checks
    .filter((check) => (check.verdict === 'fail' && !isRed(check)) || isUnsweptPass(check))
    .map((check) => {
      const { id, scenario } = check;
      return `${style.yellow('!')} ${escapeTerminal(id)}  ${escapeTerminal(scenario)}  ${escapeTerminal(noteOf(check))}`;
    });
}

function noteOf(check: CheckResult): string {
  const { level, clause, evidence, known_failure } = check;
  if (isUnsweptPass(check)) return `passes; the baseline, confirmed up to ${known_failure!.swept}, expects a failure`;
  return `${isExcused(check) ? `known (${known_failure!.reason})` : level}: ${evidence[0]?.message ?? clause}`;
}
