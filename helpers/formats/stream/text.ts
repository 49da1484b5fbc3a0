import { isRedJudgement, type Judgement } from '../../judge-stream/judgement.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { plural } from '../../util/text/phrases.ts';
import { moreText } from './phrases.ts';

type StreamCheck = Judgement['checks'][number];

const FORMS: Readonly<Record<Judgement['form'], string>> = {
  exec: 'stream of codex exec --json',
  recorded: 'wire of codex app-server',
  marked: 'wire of codex app-server',
  'server-output': 'output of codex app-server',
};

/** A judgement for people: the failures with their lines, one line for each check, the sum. */
export function judgementText(judgement: Judgement, style: Style): string {
  const { source, form, lines, unread, checks, hints } = judgement;
  const failed = checks.filter(({ verdict }) => verdict === 'fail');
  const onStreams = checks.filter(({ about }) => about !== null);
  const width = Math.max(...onStreams.map(({ id }) => id.length));
  const blocks = [
    [`${escapeTerminal(source)}: ${FORMS[form]}, ${plural(lines, 'line')}`, ...unreadLine(unread)],
    ...failed.map((check) => failedBlock(check, source, style)),
    [
      ...onStreams.map((check) => checkLine(check, width, style)),
      ...onRecordingsLine(checks.length - onStreams.length),
    ],
    [sum(checks, style), ...hints.map((hint) => `hint: ${hint}`)],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function unreadLine({ lines, first }: Judgement['unread']): string[] {
  if (first === null) return [];
  return [`skipped ${plural(lines, 'line')} without a sender, the first is line ${first}`];
}

function failedBlock(check: StreamCheck, source: string, style: Style): string[] {
  const { id, level, clause, authority, findings } = check;
  const more = moreText(check);
  return [
    `${mark(check, style)} ${style.bold(id)}  ${level}: ${escapeTerminal(clause)}`,
    `  ${authority.kind}: ${escapeTerminal(authority.reference)}`,
    ...findings.flatMap(({ line, message, expected, actual }) => [
      `  ${escapeTerminal(source)}:${line}  ${escapeTerminal(message)}`,
      ...(expected === undefined ? [] : [`    expected ${escapeTerminal(expected)}`]),
      ...(actual === undefined ? [] : [`    actual   ${escapeTerminal(actual)}`]),
    ]),
    ...(more === null ? [] : [`  ${more}`]),
  ];
}

function checkLine(check: StreamCheck, width: number, style: Style): string {
  return `${mark(check, style)} ${check.id.padEnd(width)}  ${escapeTerminal(statusOf(check))}`;
}

function onRecordingsLine(count: number): string[] {
  return count === 0 ? [] : [`- skipped ${plural(count, 'check')} that ${count === 1 ? 'needs' : 'need'} a recording`];
}

function statusOf({ verdict, reason, found, judged, about }: StreamCheck): string {
  if (verdict === 'fail') return plural(found, 'finding');
  return verdict === 'pass' ? `${judged} ${about}` : `${verdict}: ${reason}`;
}

function mark(check: StreamCheck, style: Style): string {
  if (check.verdict === 'pass') return style.green('✓');
  if (isRedJudgement(check) || check.verdict === 'harness-error') return style.red('✗');
  return check.verdict === 'fail' ? style.yellow('!') : style.dim('-');
}

function sum(checks: readonly StreamCheck[], style: Style): string {
  const count = (wanted: (check: StreamCheck) => boolean): number => checks.filter(wanted).length;
  const red = count(isRedJudgement);
  const text = [
    `${count(({ verdict }) => verdict === 'pass')} pass`,
    `${count(({ verdict }) => verdict === 'fail')} fail`,
    `${count(({ verdict }) => verdict !== 'pass' && verdict !== 'fail')} not judged`,
  ].join(', ');
  return `${plural(checks.length, 'check')}: ${red > 0 ? style.red(text) : text}`;
}
