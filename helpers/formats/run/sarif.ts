import { posix } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Evidence } from '../../checks/verdict.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { failuresIn, groupFailures, type FailureGroup } from '../failure-groups.ts';
import { groupLines, groupTitle } from '../group-text.ts';
import type { ReplayCommand } from '../npm-replay.ts';
import { reportedScenarios, type RunResult } from '../run-result.ts';
import { SARIF_LEVELS, sarifLog, sarifMessage, sarifRule, sarifUri } from '../sarif.ts';
import { replyText, wrongReplies, type WrongReplies } from '../wrong-replies.ts';

/** Paths are relative to the folder of the file. */
const BASE = 'RESULTS';

const REPLIES = {
  id: 'replies',
  clause: 'The reply of each turn is the expected one.',
  level: 'must',
  authority: { kind: 'documented', reference: 'the cases of the run' },
} as const;

/**
 * A run as SARIF 2.1.0 (OASIS): a result for each group of failures, the worst first, and for each scenario with another wrong
 * reply. Problems of the baseline and harness errors are notifications of the tool.
 */
export function runSarif(run: RunResult, replay: ReplayCommand): object {
  const groups = groupFailures(run.checks);
  const replies = wrongReplies(run);
  const checks = groups.flatMap(({ results }) => results);
  const rules = [
    ...new Map([...checks, ...(replies.length > 0 ? [REPLIES] : [])].map((one) => [one.id, one])).values(),
  ];
  const recordings = new Map(reportedScenarios(run).map(({ result }) => [result.scenario, result.recording]));
  const { codex, harnessErrors, interrupted, unmatched } = run;
  return sarifLog(rules.map(sarifRule), {
    ...(codex === null ? {} : { automationDetails: { id: `${packageJson.name}/${codex.version}/` } }),
    originalUriBaseIds: { [BASE]: { description: { text: 'The folder of this file.' } } },
    invocations: [
      {
        executionSuccessful: harnessErrors.length === 0 && !interrupted,
        toolExecutionNotifications: [
          ...harnessErrors.map(({ message }) => notification(message)),
          ...(interrupted ? [notification('The run was interrupted.')] : []),
        ],
        toolConfigurationNotifications: unmatched.map(({ check, scenario, problem, hint }) =>
          notification(`Baseline entry ${check}@${scenario}: ${problem}. ${hint}`),
        ),
      },
    ],
    results: [
      ...groups.map((group) => resultOf(group, replay, recordings)),
      ...replies.map((one) => replyResult(one, replay)),
    ].map((result) => ({ ...result, ruleIndex: rules.findIndex(({ id }) => id === result.ruleId) })),
  });
}

function resultOf(group: FailureGroup, replay: ReplayCommand, recordings: ReadonlyMap<string, string>) {
  const { id, evidence, scenario } = group.results[0]!;
  return {
    ruleId: id,
    level: SARIF_LEVELS[group.level],
    message: sarifMessage(groupLines(group, replay).join('\n')),
    locations: [locationOf(scenario, recordings.get(scenario), evidence[0])],
    occurrenceCount: failuresIn(group),
    properties: {
      checks: group.checks,
      scenarios: group.scenarios,
      explains: group.consequences.map((one) => groupTitle(one).name),
    },
  };
}

function replyResult({ result, turns }: WrongReplies, replay: ReplayCommand) {
  const text = [REPLIES.clause, ...turns.map(replyText), escapeTerminal(`again: ${replay(result.scenario)}`)].join(
    '\n',
  );
  return {
    ruleId: REPLIES.id,
    level: SARIF_LEVELS[REPLIES.level],
    message: sarifMessage(text),
    locations: [locationOf(result.scenario, result.recording)],
  };
}

/** @param recording undefined if there is none: the summary then shows why */
function locationOf(
  scenario: string,
  recording: string | undefined,
  { file = 'run.json', line }: Partial<Evidence> = {},
) {
  const path = recording === undefined ? 'summary.json' : posix.join(recording, file);
  return {
    physicalLocation: {
      artifactLocation: { uri: sarifUri(path), uriBaseId: BASE },
      ...(recording === undefined || line === undefined ? {} : { region: { startLine: line } }),
    },
    logicalLocations: [{ fullyQualifiedName: scenario }],
  };
}

function notification(text: string): object {
  return { level: 'error', message: sarifMessage(escapeTerminal(text)) };
}
