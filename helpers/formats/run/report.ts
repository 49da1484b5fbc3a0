import { isRed, isStale, type CheckResult, type Evidence } from '../../checks/verdict.ts';
import { MODE_TABLE } from '../../recording/mode.ts';
import { letterOf, meaningOf } from '../../versions/matrix/letters.ts';
import { countChecks, countPhrases } from '../counts.ts';
import { asset, clientScript, policy } from '../html/assets.ts';
import { Html, html } from '../html/html.ts';
import { notedChecks, noteText } from '../notes.ts';
import { groupFailures, type FailureGroup } from '../failure-groups.ts';
import { groupTitle } from '../group-text.ts';
import { reportedScenarios } from '../run-result.ts';
import type { ModeResult, ReportedScenario, RunResult } from '../run-result.ts';
import type { ScenarioResult } from '../../scenarios/scenario-result.ts';
import { plural } from '../../util/text/phrases.ts';

/** The command that runs one scenario again, or everything for null. */
export type ReplayCommand = (scenario: string | null) => string;

/** The lines of a recording around one line, the latter marked; empty if it cannot be read. */
export type Excerpt = (recording: string, file: string, line: number) => readonly string[];

/**
 * The text of `report.html`: the groups of failures and how to replay them, then every verdict of every scenario, the failed ones
 * first, with a search. It loads nothing, and has no times in it, so that two runs that saw the same give the same file.
 */
export function reportPage(run: RunResult, replay: ReplayCommand, excerpt: Excerpt = () => []): string {
  const all = reportedScenarios(run).toSorted((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b)));
  const script = clientScript(['dom', 'report']);
  const style = `\n${asset('style.css')}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        ${new Html(policy(style, script))}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${headline(run)}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body class="report">
        <header class="top">
          <div>
            <h1>Codex conformance</h1>
            <p class="muted">
              ${run.codex === null ? 'no scenario came to a result' : `codex ${run.codex.version}, sha256 ${run.codex.sha256.slice(0, 12)}`}
            </p>
          </div>
        </header>
        <main>
          <section><h2 class="headline">${headline(run)}</h2></section>
          <section>
            <h2>Modes</h2>
            ${modeTable(run)}
          </section>
          ${failures(run, replay, excerpt)} ${suiteErrors(run, replay)} ${notes(run)}
          <section>
            <h2>Every scenario</h2>
            ${SEARCH}
            <p id="status" class="muted" role="status"></p>
            ${all.map((one) => scenarioDetails(one, replay))}
          </section>
        </main>
        ${new Html(`<script>${script}</script>`)}
      </body>
    </html> `;
  return `${page.toString().trimEnd()}\n`;
}

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

function headline(run: RunResult): string {
  if (run.interrupted) return 'The run was interrupted.';
  if (run.allSuccess) return `Success: ${countPhrases(run.checks).join(', ')}.`;
  const { red, total } = countChecks(run.checks);
  return red > 0 ? `Failed: ${red} of ${plural(total, 'check')}.` : 'The run failed.';
}

function modeTable({ modes }: RunResult): Html {
  const head = ['Mode', 'Result', 'Scenarios', 'Checks'];
  return html`<table class="findings">
    <thead>
      <tr>
        ${head.map((words) => html`<th scope="col">${words}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${Object.values(modes).map(modeLine)}
    </tbody>
  </table>`;
}

function modeLine({ cases, extended, checks, mode, ran, success }: ModeResult): Html {
  const badge = success === true ? sign('p') : sign('f');
  return html`<tr>
    <th scope="row">${MODE_TABLE[mode].label}</th>
    <td>${ran ? html`${badge} ${success === true ? 'success' : 'failure'}` : 'did not run'}</td>
    <td>${plural(cases.length + extended.length, 'scenario')}</td>
    <td>${ran ? countPhrases(checks).join(', ') : ''}</td>
  </tr>`;
}

function failures(run: RunResult, replay: ReplayCommand, excerpt: Excerpt): Html {
  const groups = groupFailures(run.checks);
  const results = new Map(reportedScenarios(run).map(({ result }) => [result.scenario, result]));
  const replies = reportedScenarios(run).filter(({ result }) => result.turns.some(({ exact_match }) => !exact_match));
  if (groups.length + replies.length === 0) return html``;
  return html`<section>
    <h2>Failures</h2>
    ${groups.map((group) => groupArticle(group, results, { replay, excerpt }))}${replies.map((one) => replyArticle(one, replay))}
  </section>`;
}

function groupArticle(
  group: FailureGroup,
  results: ReadonlyMap<string, ScenarioResult>,
  { replay, excerpt }: { readonly replay: ReplayCommand; readonly excerpt: Excerpt },
): Html {
  const { name, text } = groupTitle(group);
  const [first] = group.results;
  const result = results.get(first!.scenario);
  return html`<article>
    <h3>${name}</h3>
    <p class="muted">${text}</p>
    ${checkBlock(first!)} ${result === undefined ? '' : excerptOf(first!, result.recording, excerpt)}
    ${result === undefined ? command(replay(first!.scenario)) : again(result, replay)}
    ${nameList('Scenarios', group.scenarios)} ${group.checks.length === 1 ? '' : nameList('Checks', group.checks)}
    ${nameList(
      'Explains',
      group.consequences.map((one) => `${groupTitle(one).name} (${one.results.length})`),
    )}
  </article>`;
}

/** What the recording has around the first place of the evidence. */
function excerptOf({ evidence }: CheckResult, recording: string, excerpt: Excerpt): Html {
  const { file, line } = evidence.find((one) => one.file !== undefined && one.line !== undefined) ?? {};
  const lines = file === undefined || line === undefined ? [] : excerpt(recording, file, line);
  if (lines.length === 0) return html``;
  return html`<p class="label">${file ?? ''}</p>
    <pre class="excerpt">${lines.join('\n')}</pre>`;
}

/** One name as a line, several folded. */
function nameList(title: string, names: readonly string[]): Html {
  if (names.length === 0) return html``;
  if (names.length === 1) return html`<p class="muted">${title}: ${names}</p>`;
  return html`<details>
    <summary>${title}: ${names.length}</summary>
    <p class="muted">${names.join(', ')}</p>
  </details>`;
}

function replyArticle({ result }: ReportedScenario, replay: ReplayCommand): Html {
  const wrong = result.turns.filter(({ exact_match }) => !exact_match);
  return html`<article>
    <h3>${result.scenario}</h3>
    ${wrong.map(
      ({ turn, expected_reply, actual_reply }) =>
        html`<p>Turn ${turn}: unexpected reply.</p>
          ${texts(expected_reply, actual_reply ?? 'no reply')}`,
    )}
    ${again(result, replay)}
  </article> `;
}

/** The error of codex, the recording and the command. */
function again({ error, recording, scenario }: ScenarioResult, replay: ReplayCommand): Html {
  return html`${error === null ? '' : html`<p class="said">codex said: ${error}</p>`}
    <p><a href="${link(recording)}">${recording}</a></p>
    ${command(replay(scenario))}`;
}

function checkBlock(check: CheckResult): Html {
  const { authority, clause, evidence, id, level, reason } = check;
  return html`<div class="check">
    <p class="verdict">
      ${isStale(check) ? sign('f') : sign(letterOf(check))} <span class="id">${id}</span>
      <span class="level ${level}">${level}</span>
    </p>
    <p>${clause}</p>
    <p class="muted">${authority.kind}: ${authority.reference}</p>
    ${isStale(check) ? html`<p>It passes: remove its entry from the baseline.</p>` : ''}
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
      : html`<p class="label">actual</p>
          <pre>${actual}</pre>`
  }`;
}

function suiteErrors({ harnessErrors, unmatched }: RunResult, replay: ReplayCommand): Html {
  if (harnessErrors.length + unmatched.length === 0) return html``;
  return html`<section>
    <h2>Errors of the suite and its baseline</h2>
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

function notes(run: RunResult): Html {
  const noted = notedChecks(run);
  if (noted.length === 0) return html``;
  const groups = [...Map.groupBy(noted, (check) => `${check.id} ${noteText(check)}`).values()];
  return html`<section>
    <details>
      <summary><h2>Known and optional failures: ${noted.length}</h2></summary>
      <table class="findings">
        <tbody>
          ${groups.map((group) => checkLine(group[0]!, group.map(({ scenario }) => scenario).join(', '), noteText(group[0]!)))}
        </tbody>
      </table>
    </details>
  </section>`;
}

function scenarioDetails(scenario: ReportedScenario, replay: ReplayCommand): Html {
  const { checks, result, success } = scenario;
  const [skipped, judged] = [true, false].map((skip) =>
    checks.filter(({ verdict }) => (verdict === 'not-applicable') === skip),
  );
  return html`<details data-state="${stateOf(scenario)}" data-name="${result.scenario}">
    <summary>
      ${sign(success ? 'p' : 'f')} ${result.scenario}
      <span class="muted">${plural(checks.length, 'check')}</span>
    </summary>
    <table class="findings">
      <tbody>
        ${judged!.map((check) => checkLine(check, check.clause, verdictText(check)))}
      </tbody>
    </table>
    ${skipped!.length === 0 ? '' : html`<p class="muted">not applicable: ${skipped!.map(({ id }) => id).join(', ')}</p>`}
    ${success ? '' : html`${checks.filter(isRed).map(checkBlock)}${again(result, replay)}`}
  </details> `;
}

function checkLine(check: CheckResult, detail: string, text: string): Html {
  const { id, level } = check;
  return html`<tr>
    <td>${sign(letterOf(check))}</td>
    <th scope="row"><span class="id">${id}</span><span class="clause muted">${detail}</span></th>
    <td><span class="level ${level}">${level}</span></td>
    <td>${text}</td>
  </tr> `;
}

function verdictText({ evidence, reason, verdict }: CheckResult): string {
  return `${verdict}: ${reason ?? evidence[0]?.message ?? ''}`;
}

/** The sign of a letter of the matrix, with the colour that goes with it. */
function sign(letter: string): Html {
  const { sign, words } = meaningOf(letter);
  return html`<span class="badge v${letter}" role="img" aria-label="${words}">${sign}</span>`;
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
