import type { Check } from '../../checks/check.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import type { NoTransition, Probe, Transition } from '../../versions/bisect/search.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { evidencePlace } from '../../checks/evidence.ts';

/** The result of a bisection. */
export interface Bisection {
  readonly check: Check;
  readonly scenarios: readonly string[];
  readonly transition: Transition | NoTransition;
  /** Of the first bad version. */
  readonly results: readonly CheckResult[];
  /** Folder of the bundle of the first failure, relative to the current one. */
  readonly bundle: string | null;
}

/** The output of `bisect --json`. */
export function bisectResult({ check, scenarios, transition, bundle }: Bisection): object {
  const { probes, ...found } = transition;
  const ends = found.kind === 'found' ? { contradictions: [] } : { good: look(found.good), bad: look(found.bad) };
  return { schema_version: 1, check: check.id, scenarios, ...found, ...ends, looks: probes.map(look), bundle };
}

function look({ version, status }: Probe): object {
  return { version, shown: status };
}

/** The report as plain text for an issue. All text of codex is escaped. */
export function bisectText({ check, transition, results, bundle }: Bisection): string {
  const head = `${check.id}\n${check.clause}\n`;
  if (transition.kind === 'no-turn') {
    const ends = [transition.good, transition.bad].map(({ version, status }) => `${version} is ${status}`).join(', ');
    const isMended = transition.good.status === 'bad' && transition.bad.status === 'good';
    const hint = isMended
      ? 'hint: The check fails in the older version and passes in the newer: it was mended, not broken.\n'
      : '';
    return `${head}\nNothing to search: ${ends}.\n${hint}`;
  }
  const { lastGood, firstBad, between, probes } = transition;
  return [
    head,
    `last good  ${lastGood}`,
    `first bad  ${firstBad}`,
    ...(between.length === 0 ? [] : [`between    ${between.join(', ')}: unknown`]),
    `authority  ${check.authority.kind}: ${check.authority.reference}`,
    `probed     ${probes.map(({ version, status }) => `${version} ${status}`).join(', ')}`,
    '',
    ...results.filter(({ verdict }) => verdict === 'fail').flatMap((result) => failureLines(result, firstBad)),
    ...(bundle === null ? [] : ['', `To reproduce it without this suite: ${escapeTerminal(bundle)}`]),
  ]
    .join('\n')
    .concat('\n');
}

function failureLines({ scenario, evidence }: CheckResult, version: string): readonly string[] {
  return [
    `${scenario} in ${version}`,
    ...evidence.slice(0, 3).map((one) => {
      const actual = one.actual === undefined ? '' : `: ${one.actual.slice(0, 200)}`;
      return `  ${escapeTerminal(`${one.message}${evidencePlace(one)}${actual}`)}`;
    }),
  ];
}
