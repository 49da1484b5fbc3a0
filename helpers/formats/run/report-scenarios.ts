import { isRed, type CheckResult } from '../../checks/verdict.ts';
import { html, type Html } from '../html/html.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import { reportedScenarios, type ReportedScenario, type RunResult } from '../run-result.ts';
import { plural } from '../../util/text/phrases.ts';
import { checkBody, checkLine, checkName, replayBlock, verdictSign } from './report-parts.ts';

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

const STATES = { failed: 'Failed', noted: 'Known or optional failures', passed: 'Passed' } as const;

/** With more scenarios than that, they are folded by result. */
const MAX_UNFOLDED = 12;

function stateOf({ checks, success }: ReportedScenario): keyof typeof STATES {
  if (!success) return 'failed';
  return checks.some(({ verdict }) => verdict === 'fail') ? 'noted' : 'passed';
}

/** Every scenario with its verdicts, by name, the failed ones first, and the search. */
export function scenarioSection(run: RunResult, replay: ReplayCommand): Html {
  const all = reportedScenarios(run).toSorted((a, b) => (a.result.scenario < b.result.scenario ? -1 : 1));
  const byState = Map.groupBy(all, stateOf);
  const isOpen = all.length <= MAX_UNFOLDED;
  return html`<section>
    <h2>Every scenario</h2>
    ${SEARCH}
    <p id="status" class="muted" role="status"></p>
    ${Object.entries(STATES).map(([state, words]) => {
      const scenarios = byState.get(state as keyof typeof STATES) ?? [];
      if (scenarios.length === 0) return '';
      return html`<details class="state" ${isOpen ? 'open' : ''}>
        <summary><h3>${words}: ${plural(scenarios.length, 'scenario')}</h3></summary>
        ${scenarios.map((one) => scenarioDetails(one, replay))}
      </details>`;
    })}
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
    ${success ? '' : html`${checks.filter(isRed).map((check) => html`${checkName(check)}${checkBody(check, result.recording)}`)}${replayBlock(result, replay)}`}
  </details> `;
}

function verdictText({ evidence, reason, verdict }: CheckResult): string {
  return `${verdict}: ${reason ?? evidence[0]?.message ?? ''}`;
}
