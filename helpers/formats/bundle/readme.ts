import type { CheckResult, Evidence } from '../../checks/verdict.ts';
import type { Recording } from '../../recording/recording.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { quotePair } from '../../util/text/excerpt.ts';
import { codeSpan } from '../../util/text/markdown.ts';
import { evidencePlace } from '../../checks/evidence.ts';

/** The README.md of a bundle: the failures, and how to reproduce them. All text of codex is in code spans. */
export function bundleReadme({ scenario, codex }: Recording, red: readonly CheckResult[]): string {
  const blocks = [
    `# ${codeSpan(scenario)}`,
    `Codex ${codeSpan(codex.version)} (sha256 ${codeSpan(codex.sha256)}) failed in one interaction, with a program that reproduces it.`,
    '## Reproduce it',
    '```sh\nnode repro.mjs /path/to/codex\n```',
    [
      'Without a path it takes `CODEX_BIN`, else the codex on PATH. It needs Node.js 18 or newer and nothing else: it answers',
      'as the model did when this was recorded, gives codex a CODEX_HOME and a workspace in a temporary folder, prints what',
      'codex prints and ends with its exit code (124 if codex did not end and was killed). `script.json` has the arguments,',
      'the input, the configuration and the answers.',
    ].join('\n'),
    '## Failed checks',
    ...red.flatMap(checkBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function checkBlocks({ id, clause, level, authority, verdict, reason, evidence }: CheckResult): string[] {
  const items = [
    `level: ${level}`,
    `authority: ${authority.kind}, ${codeSpan(authority.reference)}`,
    `verdict: ${verdict}${reason === null ? '' : `: ${codeSpan(escapeTerminal(reason))}`}`,
    ...evidence.flatMap(evidenceItems),
  ];
  return [`### ${codeSpan(id)}`, codeSpan(clause), items.map((item) => `- ${item}`).join('\n')];
}

function evidenceItems(evidence: Evidence): string[] {
  const { message, expected, actual } = evidence;
  const seen = codeSpan(escapeTerminal(`${message}${evidencePlace(evidence)}`));
  if (expected === undefined || actual === undefined) return [seen];
  const [one, other] = quotePair(expected, actual);
  return [seen, `expected: ${codeSpan(one)}`, `actual: ${codeSpan(other)}`];
}
