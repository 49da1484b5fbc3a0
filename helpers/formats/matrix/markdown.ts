import { plural } from '../../util/text/phrases.ts';
import { cellSpan, codeSpan, plainText, table } from '../../util/text/markdown.ts';
import type { Matrix, MatrixFinding } from '../../versions/matrix/format.ts';
import { changedAt, historyWords, placeWords, summarySentences } from './phrases.ts';

/** More lines than these would not be read in ten seconds. */
const MAX_HEADLINES = 12;

/** The text of `matrix.md`: what broke on top, then the versions, then all that changed. */
export function matrixMarkdown(matrix: Matrix): string {
  const { checks, findings, scenarios, suite, versions } = matrix;
  const broken = findings.filter(({ kind, now }) => now === 'bad' && kind !== 'always');
  const blocks = [
    '# Codex conformance by version',
    summarySentences(matrix).map(plainText).join(' '),
    ...(broken.length === 0 ? [] : ['## What broke', headlines(broken, matrix)]),
    '## Versions',
    `${[plural(versions.length, 'version'), plural(scenarios.length, 'scenario'), plural(checks.length, 'check')].join(', ')}; suite ${plainText(suite.version)}.`,
    versionTable(matrix),
    ...(findings.length === 0 ? [] : ['## Findings', findingTable(findings, matrix)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headlines(broken: readonly MatrixFinding[], matrix: Matrix): string {
  const lines = broken.slice(0, MAX_HEADLINES).map((finding) => {
    const { check, known, level } = finding;
    const since = finding.changes.at(-1)?.at ?? '';
    const clause = matrix.checks.find(({ id }) => id === check)?.clause ?? '';
    const seen = observationOf(finding, matrix);
    return [
      `- **since ${plainText(since)}** ${codeSpan(check)} (${level}${known ? ', known' : ''})`,
      `in ${codeSpan(placeWords(finding, matrix))}.`,
      plainText(clause),
      ...(seen === undefined ? [] : [`Seen: ${codeSpan(seen)}`]),
    ].join(' ');
  });
  const more = broken.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more, below`] : [])].join('\n');
}

function observationOf({ changes, check, scenarios }: MatrixFinding, { evidence }: Matrix): string | undefined {
  const since = changes.at(-1)?.at ?? '';
  const entry = evidence.find(
    (one) => one.check === check && one.scenario === scenarios[0] && one.versions.includes(since),
  );
  return entry?.evidence[0]?.message ?? entry?.reason ?? undefined;
}

function versionTable({ findings, versions }: Matrix): string {
  const rows = versions.map(({ version, published, status, problem, counts }) => {
    const { pass, fail, known, not_applicable, untestable, harness_error } = counts;
    const changes = [changedAt(findings, version, 'bad'), changedAt(findings, version, 'good')];
    const note = problem === null ? '' : `${status === 'failed' ? 'failed: ' : ''}${cellSpan(problem)}`;
    const numbers = [pass, fail, known, untestable, harness_error, not_applicable, ...changes].map(String);
    return [plainText(version), published?.slice(0, 10) ?? '', ...numbers, note];
  });
  const head = ['version', 'published', 'pass', 'fail', 'known', 'untestable', 'harness error', 'not applicable'];
  return table([...head, 'checks that broke', 'checks that were fixed', 'note'], rows);
}

function findingTable(findings: readonly MatrixFinding[], matrix: Matrix): string {
  const rows = findings.map((finding) => [
    cellSpan(finding.check),
    finding.level,
    `${finding.kind}${finding.known ? ', known' : ''}`,
    plainText(historyWords(finding)),
    cellSpan(placeWords(finding, matrix)),
  ]);
  return table(['check', 'level', 'what', 'history', 'where'], rows);
}
