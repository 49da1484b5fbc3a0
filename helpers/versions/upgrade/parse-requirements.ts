import type { Check } from '../../checks/check.ts';
import { CHECKS } from '../../checks/registry.ts';
import { matchesPattern } from '../../inputs/glob.ts';
import { nearest } from '../../inputs/nearest.ts';
import type { Uses, UsesEntry } from '../../inputs/uses.ts';
import { patternOf } from '../diff/noise.ts';
import { flagKey } from './flag-key.ts';
import type { KnownVersion } from './version-snapshot.ts';
import { type CheckThing, eachOnce, type Thing } from './requirement.ts';

/** A scenario and the checks that judge it. */
export interface JudgedScenario {
  readonly name: string;
  readonly checks: readonly Check[];
}

/** What a consumer relies on, as far as it can be told without knowing a version. */
export interface Wanted {
  /** Checks, flags, methods, and the facts of streams. */
  readonly things: readonly Thing[];
  /** Patterns of keys. What they match is asked of the version in use. */
  readonly patterns: readonly UsesEntry[];
}

/** The keys that a stream of the consumer holds. */
export interface WantedStream {
  readonly source: string;
  readonly keys: readonly string[];
}

/**
 * What entries of a list mean, and what is wrong with them, a line each.
 *
 * @param planned all scenarios that there are
 */
export function wantedOf(
  uses: Uses,
  streams: readonly WantedStream[],
  planned: readonly JudgedScenario[],
): { readonly wanted: Wanted; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const checks = uses.checks.flatMap((entry) => checksOf(entry, planned, problems));
  const flags = uses.flags.flatMap((entry): Thing[] => {
    const key = flagKey(entry.text);
    if (key !== null) return [{ kind: 'flag', name: entry.text, key, namedBy: [entry.place] }];
    problems.push(
      `${entry.place}: ${JSON.stringify(entry.text)} is no flag or command of which the help is known; write it as in "exec --json", "exec resume --last", "app-server --listen" or "exec resume"`,
    );
    return [];
  });
  const methods = uses.methods.flatMap((entry): Thing[] => {
    if (/^[\w./-]+$/.test(entry.text)) return [{ kind: 'method', name: entry.text, namedBy: [entry.place] }];
    problems.push(`${entry.place}: ${JSON.stringify(entry.text)} is no method; write it as in "turn/start"`);
    return [];
  });
  const facts = streams.flatMap(({ source, keys }) =>
    keys.map((key): Thing => ({ kind: 'fact', name: key, key, namedBy: [source] })),
  );
  return {
    wanted: { things: eachOnce([...checks, ...flags, ...methods, ...facts]), patterns: uses.facts },
    problems,
  };
}

/** All things, once it is known what the patterns of facts match in the version in use, and those that match nothing. */
export function thingsOf(
  { things, patterns }: Wanted,
  { facts, version }: KnownVersion,
): { readonly things: readonly Thing[]; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const keys = [...facts.keys()];
  const matched = patterns.flatMap(({ text, place }) => {
    const pattern = patternOf(text);
    const found = keys.filter((key) => pattern.test(key));
    if (found.length === 0)
      problems.push(`${place}: no fact of ${version} matches ${JSON.stringify(text)}${meant(text, keys)}`);
    return found.map((key): Thing => ({ kind: 'fact', name: key, key, namedBy: [place] }));
  });
  return { things: eachOnce([...things, ...matched]), problems };
}

function checksOf({ text, place }: UsesEntry, planned: readonly JudgedScenario[], problems: string[]): CheckThing[] {
  const [id = '', scenario = null] = text.split('@');
  const matching = CHECKS.filter((check) => matchesPattern(id, check.id));
  if (matching.length === 0) {
    const ids = CHECKS.map((check) => check.id);
    problems.push(`${place}: there is no check ${JSON.stringify(id)}${meant(id, ids)}`);
    return [];
  }
  const judging = matching.filter((check) =>
    planned.some(({ name, checks }) => checks.includes(check) && (scenario === null || matchesPattern(scenario, name))),
  );
  if (judging.length === 0) {
    problems.push(`${place}: ${id} does not judge a scenario ${JSON.stringify(scenario ?? '')}`);
  }
  return judging.map((check) => ({
    kind: 'check',
    name: scenario === null ? check.id : `${check.id}@${scenario}`,
    check,
    scenario,
    namedBy: [place],
  }));
}

function meant(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? '' : `; did you mean ${JSON.stringify(found)}?`;
}
