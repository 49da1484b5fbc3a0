import packageJson from '../../../package.json' with { type: 'json' };
import type { Judgement } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { findingText, moreText } from './phrases.ts';

type StreamCheck = Judgement['checks'][number];

const LEVELS = { must: 'error', should: 'warning', may: 'note' } as const;

/**
 * A judgement as SARIF 2.1.0 (OASIS): a rule for each check, a result for each finding. Checks without a verdict and
 * findings beyond the limit are notifications of the tool.
 */
export function judgementSarif({ source, checks, unread }: Judgement): object {
  const location = artifactLocation(source);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: packageJson.name, version: packageJson.version, rules: checks.map(rule) } },
        columnKind: 'utf16CodeUnits',
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
            level: LEVELS[check.level],
            message: { text: plainMessage(findingText(finding)) },
            locations: [
              {
                physicalLocation: { artifactLocation: { ...location, index: 0 }, region: { startLine: finding.line } },
              },
            ],
          })),
        ),
      },
    ],
  };
}

function rule({ id, clause, level, authority }: StreamCheck): object {
  return {
    id,
    shortDescription: { text: clause },
    help: { text: `${clause} Authority: ${authority.reference}.` },
    defaultConfiguration: { level: LEVELS[level] },
    properties: { level, authority },
  };
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
    message: { text: plainMessage(escapeTerminal(text)) },
    associatedRule: { id },
  }));
}

function unreadNotification({ lines, first }: Judgement['unread']): object[] {
  if (first === null) return [];
  const text = `${lines} lines without a sender were skipped. The first is line ${first}.`;
  return [{ level: 'warning', message: { text } }];
}

/** A text in which a viewer finds no link and no placeholder of its own (SARIF 2.1.0, 3.11.5 and 3.11.6). */
function plainMessage(text: string): string {
  return text.replaceAll('](', String.raw`\u005d(`).replaceAll(/\{(?=\d+\})/g, String.raw`\u007b`);
}

/** A relative reference of RFC 3986, or a `file` URI for an absolute path. */
function artifactLocation(source: string): { readonly uri: string } {
  const path = source.replaceAll('\\', '/').toWellFormed();
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return { uri: path.startsWith('/') ? `file://${encoded}` : encoded };
}
