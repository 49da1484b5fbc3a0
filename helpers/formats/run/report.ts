import { isExcused, isRed, isStale } from '../../checks/verdict.ts';
import type { CheckResult, Evidence } from '../../checks/verdict.ts';
import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import { countChecks } from '../counts.ts';
import { asset, policy } from '../html/assets.ts';
import { Html, html } from '../html/html.ts';
import type { CaseModel, ModeModel, RunModel } from '../run-model.ts';
import { countWords } from '../terminal/words.ts';

/** What stands for a verdict, so that no colour has to. */
const SIGNS = { pass: '✓', fail: '✗', 'not-applicable': '–', untestable: '?', 'harness-error': '!' } as const;
const LETTERS = { pass: 'p', fail: 'f', 'not-applicable': 'n', untestable: 'u', 'harness-error': 'h' } as const;

/** The command that runs one scenario again, or everything for null. */
export type Replay = (scenario: string | null) => string;

/**
 * The text of `report.html`: what failed and how to play it again, then every verdict. It has no script, asks for nothing, and
 * no times in it, so that two runs that saw the same give the same file.
 */
export function reportPage(model: RunModel, replay: Replay): string {
  const cases = MODES.flatMap((mode) => model.modes[mode].cases);
  const failed = cases.filter(({ success }) => !success);
  const known = new Set(cases.map(({ outcome }) => outcome.scenario));
  const orphans = Map.groupBy(
    model.checks.filter((check) => isRed(check) && !known.has(check.scenario)),
    ({ scenario }) => scenario,
  );
  const style = `\n${asset('style.css')}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${new Html(policy(style))}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${headline(model)}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body class="report">
        <header class="top">
          <div>
            <h1>Codex conformance</h1>
            <p class="muted">
              ${model.codex === null ? 'no codex came to a result' : `codex ${model.codex.version}, sha256 ${model.codex.sha256.slice(0, 12)}`}
            </p>
          </div>
        </header>
        <main>
          <section><h2 class="headline">${headline(model)}</h2></section>
          <section>
            <h2>Modes</h2>
            ${modeTable(model)}
          </section>
          ${
            failed.length + orphans.size === 0
              ? ''
              : html`<section>
                  <h2>What failed</h2>
                  ${failed.map((one) => failure(one, replay))}${[...orphans].map(([scenario, checks]) => checksOf(scenario, checks, replay))}
                </section>`
          }
          ${faults(model, replay)}
          <section>
            <h2>Every check</h2>
            ${cases.map(scenarioDetails)}
          </section>
        </main>
      </body>
    </html> `;
  return `${page.toString().trimEnd()}\n`;
}

function headline(model: RunModel): string {
  const { excused, red, total, verdicts } = countChecks(model.checks);
  if (model.interrupted) return 'The run was interrupted.';
  if (model.allSuccess) {
    const others = [
      ...(excused > 0 ? [`${excused} fail as known`] : []),
      ...(verdicts['not-applicable'] > 0 ? [`${verdicts['not-applicable']} do not apply`] : []),
    ];
    return `Success: ${[`${countWords(verdicts.pass, 'check')} passed`, ...others].join(', ')}.`;
  }
  if (red > 0) return `${red} of ${countWords(total, 'check')} ${red === 1 ? 'does' : 'do'} not hold.`;
  return 'The run failed.';
}

function modeTable({ modes }: RunModel): Html {
  const head = ['Mode', 'Result', 'Scenarios', 'Checks'];
  return html`<table class="findings">
    <thead>
      <tr>
        ${head.map((words) => html`<th scope="col">${words}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${MODES.map((mode) => modeLine(modes[mode]))}
    </tbody>
  </table>`;
}

function modeLine({ cases, checks, mode, ran, success }: ModeModel): Html {
  const { excused, verdicts } = countChecks(checks);
  const result = success === true ? html`${badge('pass')} success` : html`${badge('fail')} failure`;
  // In words, as a phone has no room for columns with a head.
  const counts = [
    [verdicts.pass, 'passed'],
    [verdicts.fail - excused, 'failed'],
    [excused, 'failed as known'],
    [verdicts.untestable, 'untestable'],
    [verdicts['harness-error'], 'faults of the suite'],
    [verdicts['not-applicable'], 'not applicable'],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return html`<tr>
    <th scope="row">${MODE_TABLE[mode].label}</th>
    <td>${ran ? result : 'did not run'}</td>
    <td>${countWords(cases.length, 'scenario')}</td>
    <td>${words.join(', ')}</td>
  </tr>`;
}

function failure({ checks, outcome }: CaseModel, replay: Replay): Html {
  const wrong = outcome.turns.filter(({ exact_match }) => !exact_match);
  return html`<article>
    <h3>${outcome.scenario}</h3>
    ${outcome.error === null ? '' : html`<p class="said">codex said: ${outcome.error}</p>`}
    ${wrong.map(
      ({ turn, expected_reply, actual_reply }) =>
        html`<p>The reply of turn ${turn} is not the expected one.</p>
          ${texts(expected_reply, actual_reply ?? 'no reply came')}`,
    )}
    ${checks.filter(isRed).map(checkBlock)}
    <p><a href="${link(outcome.recording)}">${outcome.recording}</a></p>
    ${command(replay(outcome.scenario))}
  </article> `;
}

function checksOf(scenario: string, checks: readonly CheckResult[], replay: Replay): Html {
  return html`<article>
    <h3>${scenario}</h3>
    ${checks.map(checkBlock)}${command(replay(scenario))}
  </article>`;
}

function checkBlock(check: CheckResult): Html {
  const { authority, clause, evidence, id, level, reason, verdict } = check;
  return html`<div class="check">
    <p class="verdict">
      ${badge(isStale(check) ? 'fail' : verdict)} <span class="id">${id}</span>
      <span class="level ${level}">${level}</span>
    </p>
    <p>${clause}</p>
    <p class="muted">${authority.kind}: ${authority.reference}</p>
    ${isStale(check) ? html`<p>It passes, but the baseline says that it fails: take that entry out.</p>` : ''}
    ${reason === null ? '' : html`<p class="said">${reason}</p>`}
    <ul class="evidence">
      ${evidence.map(evidenceItem)}
    </ul>
  </div> `;
}

function evidenceItem({ actual, expected, file, line, message }: Evidence): Html {
  return html`<li>
    <p class="said">${message}</p>
    ${file === undefined ? '' : html`<p class="muted">${file}${line === undefined ? '' : `, line ${line}`}</p>`}
    ${texts(expected, actual)}
  </li> `;
}

function texts(expected: string | undefined, actual: string | undefined): Html {
  return html`${
    expected === undefined
      ? ''
      : html`<p class="label">expected</p>
          <pre>${expected}</pre>`
  }${
    actual === undefined
      ? ''
      : html`<p class="label">came</p>
          <pre>${actual}</pre>`
  }`;
}

function faults({ harnessErrors, unmatched }: RunModel, replay: Replay): Html {
  if (harnessErrors.length + unmatched.length === 0) return html``;
  return html`<section>
    <h2>Faults of the suite and its baseline</h2>
    ${harnessErrors.map(
      ({ file, hint, line, message, scenario, test }) =>
        html`<article>
          <h3>${scenario ?? test ?? file ?? 'run'}</h3>
          <p class="said">${message}</p>
          ${hint === null ? '' : html`<p>${hint}</p>`}
          ${file === null ? '' : html`<p class="muted">${file}${line === null ? '' : `:${line}`}</p>`}
          ${command(replay(scenario))}
        </article> `,
    )}${unmatched.map(
      ({ check, hint, problem, scenario }) =>
        html`<article>
          <h3>${check}@${scenario}</h3>
          <p>${problem}. ${hint}</p>
        </article> `,
    )}
  </section>`;
}

function scenarioDetails({ checks, outcome, success }: CaseModel): Html {
  const lines = checks.map(
    (check) =>
      html`<tr>
        <td>${badge(check.verdict)}</td>
        <th scope="row"><span class="id">${check.id}</span><span class="clause muted">${check.clause}</span></th>
        <td><span class="level ${check.level}">${check.level}</span></td>
        <td>${verdictWords(check)}</td>
      </tr> `,
  );
  return html`<details>
    <summary>
      ${badge(success ? 'pass' : 'fail')} ${outcome.scenario}
      <span class="muted">${countWords(checks.length, 'check')}</span>
    </summary>
    <table class="findings">
      <tbody>
        ${lines}
      </tbody>
    </table>
  </details> `;
}

function verdictWords(check: CheckResult): string {
  const { evidence, known_failure, reason, verdict } = check;
  if (isExcused(check)) return `known: ${known_failure?.reason ?? ''}`;
  return `${verdict}: ${reason ?? evidence[0]?.message ?? ''}`;
}

function badge(verdict: CheckResult['verdict']): Html {
  return html`<span class="badge v${LETTERS[verdict]}" role="img" aria-label="${verdict}">${SIGNS[verdict]}</span>`;
}

function command(text: string): Html {
  // Lines break between words only: a break within `--only` could be read as two.
  const words = text.split(/( )/).map((part) => (part === ' ' ? part : html`<span class="word">${part}</span>`));
  return html`<div class="command"><code>${words}</code></div>`;
}

/** Relative, whatever the name of a case is. */
function link(folder: string): string {
  return `./${folder.toWellFormed().split('/').map(encodeURIComponent).join('/')}/`;
}
