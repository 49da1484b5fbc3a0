import { matchesPattern } from '../../inputs/glob.ts';
import { patternOf } from '../diff/noise.ts';
import { parseKey } from '../facts/fact-key.ts';
import type { ScenarioChecks, Requirements } from './parse-requirements.ts';

/** Every scenario records the help; this one asks no model. */
const HELP_SCENARIO = 'exec/flags/help';

/**
 * The scenarios to play for some requirements: those of the checks; for facts and methods the core ones and those that keys
 * name; for flags alone one.
 *
 * @param planned all scenarios
 * @param core the scenarios of the three modes
 */
export function scenariosFor(
  { requirements, patterns }: Requirements,
  planned: readonly ScenarioChecks[],
  core: readonly string[],
): string[] {
  const names = new Set<string>();
  for (const requirement of requirements) {
    if (requirement.kind !== 'check') continue;
    const { check, scenario } = requirement;
    for (const { name, checks } of planned) {
      if (checks.includes(check) && (scenario === null || matchesPattern(scenario, name))) names.add(name);
    }
  }
  for (const { text } of patterns) {
    const pattern = patternOf(parseKey(text)?.scope ?? '');
    for (const { name } of planned) if (pattern.test(name)) names.add(name);
  }
  const needsCore = patterns.length > 0 || requirements.some(({ kind }) => kind === 'fact' || kind === 'method');
  if (needsCore) for (const name of core) names.add(name);
  if (names.size === 0) names.add(HELP_SCENARIO);
  return planned.map(({ name }) => name).filter((name) => names.has(name));
}
