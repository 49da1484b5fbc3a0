import { isRed, type CheckResult } from '../../checks/verdict.ts';
import { html, type Html } from '../html/html.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import { reportedScenarios, type ReportedScenario, type RunResult } from '../run-result.ts';
import { plural } from '../../util/text/phrases.ts';
import { replayBlock, checkBlock, checkLine, verdictSign } from './report-parts.ts';

/** Hidden until the script runs. */
const SEARCH = html`<form id="search" class="search" hidden>
  <input
    id="q"
    type="search"
    placeholder="Scenario, check or text"
    aria-label="Scenario, check or text"
    autocomplete="off"
    spellcheck="false"
  />
  <select id="show" aria-label="Result">
    <option value="all">all</option>
    <option value="failed">failed</option>
    <option value="noted">known or optional failures</option>
    <option value="passed">passed</option>
  </select>
</form>`;

const ORDER = ['failed', 'noted', 'passed'] as const;

function stateOf({ checks, success }: ReportedScenario): (typeof ORDER)[number] {
  if (!success) return 'failed';
  return checks.some(({ verdict }) => verdict === 'fail') ? 'noted' : 'passed';
}

/** Every scenario with its verdicts, the failed ones first, and the search. */
export function scenarioSection(run: RunResult, replay: ReplayCommand): Html {
  const all = reportedScenarios(run).toSorted((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)));
  return html`<section>
    <h2>Every scenario</h2>
    ${SEARCH}
    <p id="status" class="muted" role="status"></p>
    ${all.map((one) => scenarioDetails(one, replay))}
  </section>`;
}

function scenarioDetails(scenario: ReportedScenario, replay: ReplayCommand): Html {
  const { checks, result, success } = scenario;
  const [skipped, judged] = [true, false].map((skip) =>
    checks.filter(({ verdict }) => (verdict === 'not-applicable') === skip),
  );
  return html`<details data-state="${stateOf(scenario)}" data-name="${result.scenario}">
    <summary>
      ${verdictSign(success ? 'p' : 'f')} ${result.scenario}
      <span class="muted">${plural(checks.length, 'check')}</span>
    </summary>
    <table class="findings">
      <tbody>
        ${judged!.map((check) => checkLine(check, check.clause, verdictText(check)))}
      </tbody>
    </table>
    ${skipped!.length === 0 ? '' : html`<p class="muted">not applicable: ${skipped!.map(({ id }) => id).join(', ')}</p>`}
    ${success ? '' : html`${checks.filter(isRed).map(checkBlock)}${replayBlock(result, replay)}`}
  </details> `;
}

function verdictText({ evidence, reason, verdict }: CheckResult): string {
  return `${verdict}: ${reason ?? evidence[0]?.message ?? ''}`;
}
