import { matchesPattern } from '../../inputs/glob.ts';
import { partsOf } from '../facts/fact.ts';
import { patternOf } from '../diff/noise.ts';
import type { JudgedScenario, Wanted } from './parse-requirements.ts';

/** Any scenario shows what the help offers; this one asks no model. */
const HELP_SCENARIO = 'exec/flags/help';

/**
 * The scenarios that have to be played to know what a consumer relies on: those of its checks, for facts and methods those
 * of the three modes and those that keys name, and for flags alone one that asks for help.
 *
 * @param planned all scenarios that there are
 * @param modes those of the three modes
 */
export function scenariosFor(
  { things, patterns }: Wanted,
  planned: readonly JudgedScenario[],
  modes: readonly string[],
): string[] {
  const names = new Set<string>();
  for (const thing of things) {
    if (thing.kind !== 'check') continue;
    for (const { name, checks } of planned) {
      if (checks.includes(thing.check) && (thing.scenario === null || matchesPattern(thing.scenario, name))) {
        names.add(name);
      }
    }
  }
  for (const { text } of patterns) {
    const { scenario } = partsOf(text);
    const pattern = patternOf(scenario ?? '');
    for (const { name } of planned) if (pattern.test(name)) names.add(name);
  }
  const needsModes = patterns.length > 0 || things.some(({ kind }) => kind === 'fact' || kind === 'method');
  if (needsModes) for (const name of modes) names.add(name);
  if (names.size === 0) names.add(HELP_SCENARIO);
  return planned.map(({ name }) => name).filter((name) => names.has(name));
}
