import type { CheckResult } from '../checks/verdict.ts';
import { escapeTerminal } from '../util/terminal/escape.ts';
import { plural } from '../util/text/phrases.ts';
import { evidenceText } from './evidence-text.ts';
import { failuresIn, type FailureGroup } from './failure-groups.ts';
import type { ReplayCommand } from './npm-replay.ts';

const KIND_WORDS: Readonly<Record<FailureGroup['kind'], string>> = {
  fail: 'fails',
  untestable: 'untestable',
  'harness-error': 'harness error',
  stale: 'passes',
};

/** The name of a group and, without any text of codex, its level, verdict and size. */
export function groupTitle(group: FailureGroup): { readonly name: string; readonly text: string } {
  const { checks, level, scenarios, kind } = group;
  const failures = failuresIn(group);
  const all = failures > scenarios.length ? `, ${failures} failures in all` : '';
  const advice = kind === 'stale' ? ': remove its entry from the baseline' : '';
  return {
    name: checks.length === 1 ? checks[0]! : plural(checks.length, 'check'),
    text: `${level}: ${KIND_WORDS[kind]} in ${plural(scenarios.length, 'scenario')}${all}${advice}`,
  };
}

/** A group without its name: its title, the clause, what was seen and the command that plays it again. Safe to print. */
export function groupLines(group: FailureGroup, replay: ReplayCommand): readonly string[] {
  const { clause, evidence, reason, scenario } = group.results[0]!;
  const seen = reason ?? (evidence[0] === undefined ? '' : evidenceText(evidence[0]));
  return [groupTitle(group).text, clause, seen, `again: ${replay(scenario)}`].filter(Boolean).map(escapeTerminal);
}

/** One sentence for each red result: its group, and the check that explains it, if another one does. */
export function groupNotes(groups: readonly FailureGroup[]): ReadonlyMap<CheckResult, string> {
  const notes = new Map<CheckResult, string>();
  for (const [index, group] of groups.entries()) {
    const { name, text } = groupTitle(group);
    const place = `group ${index + 1} of ${groups.length}: ${name}, ${text}`;
    for (const result of group.results) notes.set(result, place);
    for (const result of group.consequences.flatMap(({ results }) => results))
      notes.set(result, `follows from ${place}`);
  }
  return notes;
}
