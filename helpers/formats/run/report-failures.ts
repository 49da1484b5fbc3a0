import type { CheckResult } from '../../checks/verdict.ts';
import type { ScenarioResult } from '../../scenarios/scenario-result.ts';
import { groupFailures, type FailureGroup } from '../failure-groups.ts';
import { groupTitle } from '../group-text.ts';
import { html, type Html } from '../html/html.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import { reportedScenarios, type RunResult } from '../run-result.ts';
import { wrongReplies, type WrongReplies } from '../wrong-replies.ts';
import type { Excerpt } from './excerpt.ts';
import { checkBody, checkName, checkSign, commandBlock, replayBlock, valueBlocks } from './report-parts.ts';

/** The groups of failures, then the wrong replies that they do not show. Empty without any. */
export function failureSection(run: RunResult, replay: ReplayCommand, excerpt: Excerpt): Html {
  const groups = groupFailures(run.checks);
  const results = new Map(reportedScenarios(run).map(({ result }) => [result.scenario, result]));
  const replies = wrongReplies(run);
  if (groups.length + replies.length === 0) return html``;
  return html`<section>
    <h2>Failures</h2>
    ${groups.map((group, index) => groupDetails(group, results, { replay, excerpt, open: index === 0 }))}${replies.map((one) => replyArticle(one, replay))}
  </section>`;
}

interface GroupOptions {
  readonly replay: ReplayCommand;
  readonly excerpt: Excerpt;
  readonly open: boolean;
}

function groupDetails(
  group: FailureGroup,
  results: ReadonlyMap<string, ScenarioResult>,
  { replay, excerpt, open }: GroupOptions,
): Html {
  const { name, text } = groupTitle(group);
  const [first] = group.results;
  const result = results.get(first!.scenario);
  const isOneCheck = group.checks.length === 1;
  return html`<details class="group" ${open ? 'open' : ''}>
    <summary>
      ${checkSign(first!)}
      <h3>${name}</h3>
      <span class="muted">${text}${group.scenarios.length === 1 ? ` (${first!.scenario})` : ''}</span>
    </summary>
    ${isOneCheck ? '' : checkName(first!)} ${checkBody(first!, result?.recording ?? null)}
    ${result === undefined ? '' : excerptOf(first!, result.recording, excerpt)}
    ${result === undefined ? commandBlock(replay(first!.scenario)) : replayBlock(result, replay)}
    ${group.scenarios.length === 1 ? '' : nameList('Scenarios', group.scenarios)}
    ${isOneCheck ? '' : nameList('Checks', group.checks)}
    ${nameList(
      'Explains',
      group.consequences.map((one) => `${groupTitle(one).name} (${one.results.length})`),
    )}
  </details>`;
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

function replyArticle({ result, turns }: WrongReplies, replay: ReplayCommand): Html {
  return html`<article>
    <h3>${result.scenario}</h3>
    ${turns.map(
      ({ turn, expected_reply, actual_reply }) =>
        html`<p>Turn ${turn}: unexpected reply.</p>
          ${valueBlocks(expected_reply, actual_reply ?? 'no reply')}`,
    )}
    ${replayBlock(result, replay)}
  </article> `;
}
