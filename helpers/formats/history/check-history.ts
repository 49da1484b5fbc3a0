import { historyWords } from '../matrix/phrases.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { plural } from '../../util/text/phrases.ts';
import type { CheckHistory } from '../../versions/history/check-history.ts';
import { LETTERS } from '../../versions/matrix/letters.ts';

type ScenarioHistory = CheckHistory['scenarios'][number];

const WORDS: ReadonlyMap<string, string> = new Map(LETTERS.map(({ verdict, words }) => [verdict, words]));

/** A scenario with only these verdicts is listed last and folded. */
const UNEVENTFUL: ReadonlySet<string> = new Set(['pass', 'not-applicable', 'not-played']);

/** The history of a check for people: its findings, then each scenario, with those that were ever red first. */
export function historyLines(history: CheckHistory | null): readonly string[] {
  if (history === null) return ["no matrix; run codex-conformance matrix --codex '>=0.98.0'"];
  const { findings, scenarios, versions } = history;
  if (scenarios.length === 0) return ['not in the matrix'];
  return [
    escapeTerminal(`${plural(versions.length, 'version')}, ${rangeWords(versions[0]!, versions.at(-1)!)}`),
    ...(findings.length === 0 ? [noFindingWords(scenarios)] : findings.map(findingWords)),
    ...columns([
      ...scenarios.filter((one) => !isUneventful(one)).map((one) => [one.scenario, runWords(one)] as const),
      ...folded(scenarios.filter(isUneventful)),
    ]),
  ];
}

function isUneventful({ runs }: ScenarioHistory): boolean {
  return runs.every(({ verdict }) => UNEVENTFUL.has(verdict));
}

function findingWords(finding: CheckHistory['findings'][number]): string {
  const { kind, known, scenarios } = finding;
  const [only, ...others] = scenarios;
  const place = others.length === 0 ? only! : plural(scenarios.length, 'scenario');
  return escapeTerminal(`${kind}${known ? ', known' : ''}: ${historyWords(finding)} (${place})`);
}

function noFindingWords(scenarios: readonly ScenarioHistory[]): string {
  const held = scenarios.some(({ runs }) => runs.some(({ verdict }) => verdict === 'pass'));
  return held ? 'no change: it holds in every version that judged it' : 'no version judged it';
}

function folded(scenarios: readonly ScenarioHistory[]): readonly (readonly [string, string])[] {
  return [...Map.groupBy(scenarios, runWords)].map(([words, sharing]) => [
    sharing.length === 1 ? sharing[0]!.scenario : plural(sharing.length, 'scenario'),
    words,
  ]);
}

function runWords({ runs }: ScenarioHistory): string {
  return runs.map(({ verdict, from, to }) => `${WORDS.get(verdict)} ${rangeWords(from, to)}`).join(', ');
}

function rangeWords(from: string, to: string): string {
  return from === to ? from : `${from}–${to}`;
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const escaped = rows.map((row) => row.map(escapeTerminal));
  const width = Math.max(...escaped.map(([left]) => left!.length));
  return escaped.map(([left, right]) => `  ${left!.padEnd(width)}  ${right}`);
}
