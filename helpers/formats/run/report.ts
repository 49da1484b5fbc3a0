import { MODE_TABLE } from '../../recording/mode.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import { countChecks, countPhrases } from '../counts.ts';
import { asset, clientScript, policy } from '../html/assets.ts';
import { Html, html } from '../html/html.ts';
import { notedChecks, noteText } from '../notes.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import type { ModeResult, RunResult } from '../run-result.ts';
import { plural } from '../../util/text/phrases.ts';
import type { Excerpt } from './excerpt.ts';
import { failureSection } from './report-failures.ts';
import { checkLine, commandBlock, verdictSign } from './report-parts.ts';
import { scenarioSection } from './report-scenarios.ts';

/**
 * The text of `report.html`: the groups of failures and how to replay them, then every verdict of every scenario, the failed ones
 * first, with a search. It loads nothing, and has no times in it, so that two runs that saw the same give the same file.
 */
export function reportPage(run: RunResult, replay: ReplayCommand, excerpt: Excerpt = () => []): string {
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
          ${failureSection(run, replay, excerpt)} ${suiteErrors(run, replay)} ${notes(run)}
          ${scenarioSection(run, replay)}
        </main>
        ${new Html(`<script>${script}</script>`)}
      </body>
    </html> `;
  return `${page.toString().trimEnd()}\n`;
}

function headline(run: RunResult): string {
  if (run.interrupted) return 'The run was interrupted.';
  if (run.allSuccess) return `Success: ${countPhrases(run.checks).join(', ')}.`;
  const { red, total } = countChecks(run.checks);
  return red > 0 ? `Failed: ${red} of ${plural(total, 'check')}.` : 'The run failed.';
}

function modeTable({ modes }: RunResult): Html {
  const head = ['Mode', 'Result', 'Scenarios', 'Checks'];
  return html`<table class="findings modes">
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
  const badge = success === true ? verdictSign('p') : verdictSign('f');
  return html`<tr>
    <th scope="row">${MODE_TABLE[mode].label}</th>
    <td>${ran ? html`${badge} ${success === true ? 'success' : 'failure'}` : 'did not run'}</td>
    <td>${ran ? plural(cases.length + extended.length, 'scenario') : ''}</td>
    <td>${ran ? countPhrases(checks).join(', ') : ''}</td>
  </tr>`;
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
          ${commandBlock(replay(scenario))}
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

function causeOf(check: CheckResult): string {
  return check.known_failure?.reason ?? noteText(check);
}

function notes(run: RunResult): Html {
  const noted = notedChecks(run);
  if (noted.length === 0) return html``;
  const groups = [...Map.groupBy(noted, (check) => `${check.id} ${causeOf(check)}`).values()];
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
