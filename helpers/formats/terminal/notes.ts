import { isExcused, isRed } from '../../checks/verdict.ts';
import type { RunModel } from '../run-model.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';

/** One line for each failed check that does not make the run red. */
export function noteLines(model: RunModel, style: Style): readonly string[] {
  return model.checks
    .filter((check) => check.verdict === 'fail' && !isRed(check))
    .map((check) => {
      const { id, scenario, level, clause, evidence, known_failure } = check;
      const what = escapeTerminal(evidence[0]?.message ?? clause);
      const why = isExcused(check) ? `known (${escapeTerminal(known_failure?.reason ?? '')})` : level;
      return `${style.yellow('!')} ${escapeTerminal(id)}  ${escapeTerminal(scenario)}  ${why}: ${what}`;
    });
}
