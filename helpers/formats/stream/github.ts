import type { Judgement } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { githubCommand } from '../github-command.ts';
import { findingText, moreText } from './phrases.ts';

/** A judgement as workflow commands of GitHub Actions, one per finding. */
export function judgementGithub({ source, checks, hints }: Judgement): string {
  const file = source === 'stdin' ? {} : { file: source };
  const commands = checks.flatMap((check) => {
    const { id: title, level, findings, verdict, reason } = check;
    const more = moreText(check);
    return [
      ...findings.map((finding) =>
        githubCommand(level, { ...file, line: String(finding.line), title }, findingText(finding)),
      ),
      ...(more === null ? [] : [githubCommand(level, { ...file, title }, `${more} findings`)]),
      ...(verdict === 'harness-error' ? [githubCommand(null, { title }, escapeTerminal(reason ?? ''))] : []),
    ];
  });
  return [...commands, ...hints.map((hint) => githubCommand('may', { ...file, title: 'hint' }, hint))].join('');
}
