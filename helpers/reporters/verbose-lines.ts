import { isRed } from '../checks/verdict.ts';
import { durationText } from '../util/text/phrases.ts';
import { escapeTerminal } from '../util/terminal/escape.ts';
import type { Style } from '../util/terminal/style.ts';
import type { RunSuite, RunTest } from './vitest-run.ts';

/** The line for a suite that has ended: null unless its hooks failed, as its tests then never run. */
export function suiteLine(suite: RunSuite, style: Style): string | null {
  return suite.errors().length === 0 ? null : `${style.red('✗')} ${escapeTerminal(suite.fullName)}`;
}

/** The line for a test that has ended: for a scenario, a red check and a crash; null for others. */
export function testLine(test: RunTest, style: Style): string | null {
  const { check, scenario } = test.meta();
  const failed = test.result().state === 'failed';
  const cross = style.red('✗');
  if (check !== undefined && isRed(check)) return `${cross} ${escapeTerminal(`${check.id}  ${check.scenario}`)}`;
  if (scenario !== undefined && (!failed || scenario.turns.some(({ exact_match }) => !exact_match))) {
    const right = scenario.turns.every(({ exact_match }) => exact_match);
    const time = style.dim(durationText(scenario.timing.duration_ms));
    return `${right ? style.green('✓') : cross} ${escapeTerminal(scenario.scenario)}  ${time}`;
  }
  return failed ? `${cross} ${escapeTerminal(test.fullName)}` : null;
}
