import type { CheckResult } from '../../checks/verdict.ts';
import type { ScenarioResult } from '../../scenarios/scenario-result.ts';
import { groupFailures, type FailureGroup } from '../failure-groups.ts';
import { groupTitle } from '../group-text.ts';
import { html, type Html } from '../html/html.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import { reportedScenarios, type RunResult } from '../run-result.ts';
import { wrongReplies, type WrongReplies } from '../wrong-replies.ts';
import type { Excerpt } from './excerpt.ts';
import { replayBlock, checkBlock, commandBlock, valueBlocks } from './report-parts.ts';

/** The groups of failures, then the wrong replies that they do not show. Empty without any. */
export function failureSection(run: RunResult, replay: ReplayCommand, excerpt: Excerpt): Html {
  const groups = groupFailures(run.checks);
  const results = new Map(reportedScenarios(run).map(({ result }) => [result.scenario, result]));
  const replies = wrongReplies(run);
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
    ${result === undefined ? commandBlock(replay(first!.scenario)) : replayBlock(result, replay)}
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
