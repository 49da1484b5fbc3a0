import { quotePair } from '../../util/text/excerpt.ts';
import { codeSpan, plainText, table } from '../../util/text/markdown.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import { countPhrases } from '../counts.ts';
import { groupFailures, type FailureGroup } from '../failure-groups.ts';
import { groupTitle } from '../group-text.ts';
import { notePhrases } from '../notes.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import type { RunResult } from '../run-result.ts';
import { wrongReplies, type WrongReplies } from '../wrong-replies.ts';
import { verdictLine } from '../terminal/verdict-line.ts';

/** More scenarios of a group are in `checks.json`. */
const MAX_SCENARIOS = 5;
/** Characters of a value. */
const MAX_VALUE = 200;

/** The text of `summary.md`: the result by mode, then the groups of failures, for the page of a CI job or a pull request. */
export function summaryPage(run: RunResult, replay: ReplayCommand): string {
  const notes = notePhrases(run);
  const modes = MODES.map((mode) => run.modes[mode]).filter(({ ran }) => ran);
  const blocks = [
    `# Codex conformance${run.codex === null ? '' : `, codex ${plainText(run.codex.version)}`}`,
    plainText(verdictLine(run)),
    ...(modes.length === 0
      ? []
      : [
          table(
            ['Mode', 'Result', 'Scenarios', 'Checks'],
            modes.map(({ mode, success, cases, extended, checks }) => [
              MODE_TABLE[mode].label,
              success === true ? 'success' : 'failure',
              String(cases.length + extended.length),
              countPhrases(checks).join(', '),
            ]),
          ),
        ]),
    ...groupFailures(run.checks).map((group) => groupBlock(group, replay)),
    ...wrongReplies(run).map((one) => wrongReplyBlock(one, replay)),
    ...run.unmatched.map(({ check, scenario, problem, hint }) =>
      [`## Baseline entry ${codeSpan(`${check}@${scenario}`)}`, codeSpan(problem), codeSpan(hint)].join('\n\n'),
    ),
    ...run.harnessErrors.map(({ message }) => ['## Harness error', codeSpan(escapeTerminal(message))].join('\n\n')),
    ...(notes.length === 0 ? [] : [`Not red: ${notes.join(', ')}.`]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function groupBlock(group: FailureGroup, replay: ReplayCommand): string {
  const { name, text } = groupTitle(group);
  const { clause, evidence, reason, scenario } = group.results[0]!;
  const shown = group.scenarios.slice(0, MAX_SCENARIOS).map(codeSpan);
  const more = group.scenarios.length - shown.length;
  const explained = group.consequences.map((one) => `${codeSpan(groupTitle(one).name)} (${one.results.length})`);
  const items = [
    ...(group.checks.length === 1 ? [plainText(clause)] : []),
    ...(reason === null ? [] : [codeSpan(escapeTerminal(reason))]),
    ...(evidence[0] === undefined ? [] : [codeSpan(escapeTerminal(evidence[0].message))]),
    ...valueItems(evidence[0]?.expected, evidence[0]?.actual),
    `scenarios: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    ...(explained.length === 0 ? [] : [`explains: ${explained.join(', ')}`]),
    `again: ${codeSpan(replay(scenario))}`,
  ];
  return [`## ${codeSpan(name)}, ${plainText(text)}`, items.map((item) => `- ${item}`).join('\n')].join('\n\n');
}

function wrongReplyBlock({ result, turns }: WrongReplies, replay: ReplayCommand): string {
  const items = [
    ...turns.flatMap(({ turn, expected_reply, actual_reply }) => [
      `turn ${turn}`,
      ...valueItems(expected_reply, actual_reply ?? 'no reply'),
    ]),
    `again: ${codeSpan(replay(result.scenario))}`,
  ];
  return [`## Wrong reply in ${codeSpan(result.scenario)}`, items.map((item) => `- ${item}`).join('\n')].join('\n\n');
}

function valueItems(expected: string | undefined, actual: string | undefined): readonly string[] {
  if (expected === undefined || actual === undefined) return [];
  const [one, other] = quotePair(expected, actual, MAX_VALUE);
  return [`expected: ${codeSpan(one)}`, `actual: ${codeSpan(other)}`];
}
