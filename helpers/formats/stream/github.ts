import type { Judgement } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { findingText, moreText } from './phrases.ts';

const COMMANDS = { must: 'error', should: 'warning', may: 'notice' } as const;

/**
 * A judgement as workflow commands of GitHub Actions, one per finding. A runner shows them beside the file.
 * Rules for escaping: actions/toolkit packages/core/src/command.ts.
 */
export function judgementGithub({ source, checks, hints }: Judgement): string {
  const file = source === 'stdin' ? [] : [`file=${property(source)}`];
  const lines = checks.flatMap((check) => {
    const { id, level, findings, verdict, reason } = check;
    const title = `title=${property(id)}`;
    const more = moreText(check);
    return [
      ...findings.map(
        (finding) =>
          `::${COMMANDS[level]} ${[...file, `line=${finding.line}`, title].join(',')}::${data(findingText(finding))}`,
      ),
      ...(more === null ? [] : [`::${COMMANDS[level]} ${[...file, title].join(',')}::${data(more)} findings`]),
      ...(verdict === 'harness-error' ? [`::error ${title}::${data(escapeTerminal(reason ?? ''))}`] : []),
    ];
  });
  const notices = hints.map((hint) => `::notice ${[...file, 'title=hint'].join(',')}::${data(hint)}`);
  return [...lines, ...notices].map((line) => `${line}\n`).join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeTerminal(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
