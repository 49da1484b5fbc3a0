import type { Judgement } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { SARIF_LEVELS, sarifLog, sarifMessage, sarifRule, sarifUri } from '../sarif.ts';
import { findingText, moreText } from './phrases.ts';

type StreamCheck = Judgement['checks'][number];

/**
 * A judgement as SARIF 2.1.0 (OASIS): a rule for each check, a result for each finding. Checks without a verdict and
 * findings beyond the limit are notifications of the tool.
 */
export function judgementSarif({ source, checks, unread }: Judgement): object {
  const location = { uri: sarifUri(source) };
  return sarifLog(checks.map(sarifRule), {
    artifacts: [{ location }],
    invocations: [
      {
        executionSuccessful: checks.every(({ verdict }) => verdict !== 'harness-error'),
        toolExecutionNotifications: [...checks.flatMap(notifications), ...unreadNotification(unread)],
      },
    ],
    results: checks.flatMap((check, ruleIndex) =>
      check.findings.map((finding) => ({
        ruleId: check.id,
        ruleIndex,
        level: SARIF_LEVELS[check.level],
        message: sarifMessage(findingText(finding)),
        locations: [
          {
            physicalLocation: { artifactLocation: { ...location, index: 0 }, region: { startLine: finding.line } },
          },
        ],
      })),
    ),
  });
}

function notifications(check: StreamCheck): object[] {
  const { id, verdict, reason } = check;
  const more = moreText(check);
  const texts = [
    ...(reason === null ? [] : [`${id}: ${verdict}: ${reason}`]),
    ...(more === null ? [] : [`${id}: ${more} findings`]),
  ];
  const level = verdict === 'harness-error' ? 'error' : 'note';
  return texts.map((text) => ({
    level,
    message: sarifMessage(escapeTerminal(text)),
    associatedRule: { id },
  }));
}

function unreadNotification({ lines, first }: Judgement['unread']): object[] {
  if (first === null) return [];
  const text = `${lines} lines without a sender were skipped. The first is line ${first}.`;
  return [{ level: 'warning', message: { text } }];
}
