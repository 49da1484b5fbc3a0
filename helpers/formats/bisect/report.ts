import type { Check } from '../../checks/check.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import type { NoTurn, Turn } from '../../versions/bisect/search.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';

/** What was found, and what the first bad version showed. */
export interface Found {
  readonly check: Check;
  readonly turn: Turn | NoTurn;
  readonly results: readonly CheckResult[];
  /** Folder of the bundle of the first failure, relative to where the user is. */
  readonly bundle: string | null;
}

/** The report, in plain text that can be put into an issue. All text of codex is escaped. */
export function bisectText({ check, turn, results, bundle }: Found): string {
  const head = `${check.id}\n${check.clause}\n`;
  if (turn.kind === 'no-turn') {
    const said = [turn.good, turn.bad].map(({ version, shown }) => `${version} is ${shown}`).join(', ');
    return `${head}\nNothing to search: ${said}.\n`;
  }
  const { lastGood, firstBad, between, contradictions, looks } = turn;
  return [
    head,
    `last good  ${lastGood}`,
    `first bad  ${firstBad}`,
    ...(between.length === 0 ? [] : [`between    ${between.join(', ')}: nothing can be said of these`]),
    ...contradictions.map(
      ({ version, shown }) => `note       ${version} is known to be ${shown}: it turns more than once`,
    ),
    `rests on   ${check.authority.kind}: ${check.authority.reference}`,
    `asked      ${looks.map(({ version, shown }) => `${version} ${shown}`).join(', ')}`,
    '',
    ...results.filter(({ verdict }) => verdict === 'fail').flatMap((result) => failureLines(result, firstBad)),
    ...(bundle === null
      ? []
      : ['', `To attach to a report, a folder that shows it without this suite: ${escapeTerminal(bundle)}`]),
  ]
    .join('\n')
    .concat('\n');
}

function failureLines({ scenario, evidence }: CheckResult, version: string): readonly string[] {
  return [
    `${scenario} in ${version}`,
    ...evidence.slice(0, 3).map(({ message, file, line, actual }) => {
      const place = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
      return `  ${escapeTerminal(`${message}${place}${actual === undefined ? '' : `: ${actual.slice(0, 200)}`}`)}`;
    }),
  ];
}
