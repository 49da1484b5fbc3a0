import type { Check } from '../../checks/check.ts';
import { CHECKS } from '../../scenarios/catalog.ts';
import { matchesPattern } from '../../inputs/glob.ts';
import { nearest } from '../../util/text/nearest.ts';
import type { Uses, UsesEntry } from '../../inputs/uses.ts';
import { patternOf } from '../diff/noise.ts';
import { type FactKey, keyText } from '../facts/fact-key.ts';
import { flagKey } from './flag-key.ts';
import { type CheckRequirement, merged, type Requirement } from './requirement.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

/** A scenario and the checks that judge it. */
export interface ScenarioChecks {
  readonly name: string;
  readonly checks: readonly Check[];
}

/** The requirements of a consumer, before any version is known. */
export interface Requirements {
  readonly requirements: readonly Requirement[];
  /** Patterns of keys, to be matched with the facts of the version in use. */
  readonly patterns: readonly UsesEntry[];
}

/** The facts of a stream of the consumer. */
export interface StreamFacts {
  readonly source: string;
  readonly keys: readonly FactKey[];
}

/**
 * Parses the entries of a uses file; each problem is one line.
 *
 * @param planned all scenarios
 */
export function parseRequirements(
  uses: Uses,
  streams: readonly StreamFacts[],
  planned: readonly ScenarioChecks[],
): Requirements & { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const checks = uses.checks.flatMap((entry) => parseCheck(entry, planned, problems));
  const flags = uses.flags.flatMap(({ text, place }): Requirement[] => {
    const key = flagKey(text);
    if (key !== null) return [{ kind: 'flag', name: text, key, sources: [place] }];
    problems.push(
      `${place}: ${JSON.stringify(text)} is no flag or command in a help that is recorded; write "exec --json", "exec resume --last", "app-server --listen" or "exec resume"`,
    );
    return [];
  });
  const methods = uses.methods.flatMap(({ text, place }): Requirement[] => {
    if (/^[\w./-]+$/.test(text)) return [{ kind: 'method', name: text, sources: [place] }];
    problems.push(`${place}: ${JSON.stringify(text)} is no method; write "turn/start"`);
    return [];
  });
  const facts = streams.flatMap(({ source, keys }) => keys.map((key) => factRequirement(key, source)));
  return { requirements: merged([...checks, ...flags, ...methods, ...facts]), patterns: uses.facts, problems };
}

/** All requirements, with the facts of the version in use that the patterns match. */
export function withMatchingFacts(
  { requirements, patterns }: Requirements,
  { facts, version }: VersionSnapshot,
): { readonly requirements: readonly Requirement[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const matching = patterns.flatMap(({ text, place }) => {
    const pattern = patternOf(text);
    const found = [...facts].filter(([key]) => pattern.test(key));
    if (found.length === 0) {
      const problem = `${place}: no fact of ${version} matches ${JSON.stringify(text)}`;
      problems.push(`${problem}${didYouMean(text, [...facts.keys()], withoutSpaces)}`);
    }
    return found.map(([, { key }]) => factRequirement(key, place));
  });
  return { requirements: merged([...requirements, ...matching]), problems };
}

function factRequirement(key: FactKey, source: string): Requirement {
  return { kind: 'fact', name: keyText(key), key, sources: [source] };
}

function parseCheck(
  { text, place }: UsesEntry,
  planned: readonly ScenarioChecks[],
  problems: string[],
): CheckRequirement[] {
  const [id = '', scenario = null] = text.split('@');
  const matching = CHECKS.filter((check) => matchesPattern(id, check.id));
  if (matching.length === 0) {
    const ids = CHECKS.map((check) => check.id);
    problems.push(`${place}: unknown check ${JSON.stringify(id)}${didYouMean(id, ids)}`);
    return [];
  }
  const judging = matching.filter((check) =>
    planned.some(({ name, checks }) => checks.includes(check) && (scenario === null || matchesPattern(scenario, name))),
  );
  if (judging.length === 0) problems.push(`${place}: ${id} judges no scenario ${JSON.stringify(scenario ?? '')}`);
  return judging.map((check) => ({
    kind: 'check',
    name: scenario === null ? check.id : `${check.id}@${scenario}`,
    check,
    scenario,
    sources: [place],
  }));
}

/** The nearest candidate, or the first one whose simple form ends with that of the word. */
function didYouMean(word: string, candidates: readonly string[], simple = (text: string): string => text): string {
  const wanted = simple(word);
  const found = nearest(word, candidates) ?? candidates.find((one) => simple(one).endsWith(wanted));
  return found === undefined ? '' : `; did you mean ${JSON.stringify(found)}?`;
}

/** A path such as `turn.completed.usage` has spaces between its parts in a key. */
function withoutSpaces(key: string): string {
  return key.replaceAll(' ', '');
}
