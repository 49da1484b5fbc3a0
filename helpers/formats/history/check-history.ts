import { historyWords } from '../matrix/words.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { countWords } from '../terminal/words.ts';
import type { CheckHistory, ScenarioHistory } from '../../versions/history/check-history.ts';
import { LETTERS, type MatrixVerdict } from '../../versions/matrix/letters.ts';

const WORDS = Object.fromEntries(LETTERS.map(({ verdict, words }) => [verdict, words])) as Record<
  MatrixVerdict,
  string
>;

/** Of a scenario with nothing but these there is nothing to know besides its history. */
const UNEVENTFUL: ReadonlySet<MatrixVerdict> = new Set(['pass', 'not-applicable', 'not-played']);

/** What a matrix says of a check, for people: its findings, then each scenario, those that ever were red first. */
export function historyLines(history: CheckHistory | null): readonly string[] {
  if (history === null) return ["there is no matrix; make one: codex-conformance matrix --codex '>=0.98.0'"];
  const { findings, scenarios, versions } = history;
  if (scenarios.length === 0) return ['the matrix does not judge by it'];
  return [
    escapeTerminal(`${countWords(versions.length, 'version')}, ${rangeWords(versions[0]!, versions.at(-1)!)}`),
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
  const place = others.length === 0 ? only! : countWords(scenarios.length, 'scenario');
  return escapeTerminal(`${kind}${known ? ', known' : ''}: ${historyWords(finding)} (${place})`);
}

function noFindingWords(scenarios: readonly ScenarioHistory[]): string {
  const held = scenarios.some(({ runs }) => runs.some(({ verdict }) => verdict === 'pass'));
  return held ? 'nothing changed: it holds wherever it was judged' : 'it was judged in no version';
}

/** Those that share a history, as one row; a check that every stream is judged by has a hundred of them. */
function folded(scenarios: readonly ScenarioHistory[]): readonly (readonly [string, string])[] {
  return [...Map.groupBy(scenarios, runWords)].map(([words, sharing]) => [
    sharing.length === 1 ? sharing[0]!.scenario : countWords(sharing.length, 'scenario'),
    words,
  ]);
}

function runWords({ runs }: ScenarioHistory): string {
  return runs.map(({ verdict, from, to }) => `${WORDS[verdict]} ${rangeWords(from, to)}`).join(', ');
}

function rangeWords(from: string, to: string): string {
  return from === to ? from : `${from}–${to}`;
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const escaped = rows.map((row) => row.map(escapeTerminal));
  const width = Math.max(...escaped.map(([left]) => left!.length));
  return escaped.map(([left, right]) => `  ${left!.padEnd(width)}  ${right}`);
}
