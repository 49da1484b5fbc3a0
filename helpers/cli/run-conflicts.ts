import { SuiteError } from '../util/errors.ts';
import type { RunOptions } from './commands/run.ts';

const EXCLUDES: Partial<Record<keyof RunOptions, readonly (keyof RunOptions)[]>> = {
  onlyFailed: ['only'],
  thorough: ['core', 'live', 'cases'],
  shard: ['live', 'onlyFailed', 'writeBaseline', 'merge'],
  merge: ['codex', 'live', 'onlyFailed', 'deadline', 'workspace'],
};

const REQUIRES: Partial<Record<keyof RunOptions, keyof RunOptions>> = {
  workspace: 'live',
  reason: 'writeBaseline',
};

/** @throws SuiteError `usage` for options that do not go together */
export function assertCombination(options: RunOptions): void {
  const isGiven = (name: keyof RunOptions): boolean => {
    const value = options[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  };
  const given = (Object.keys(options) as (keyof RunOptions)[]).filter(isGiven);
  for (const name of given) {
    const other = EXCLUDES[name]?.find(isGiven);
    if (other !== undefined) {
      throw new SuiteError('usage', `${flag(name)} and ${flag(other)} exclude each other.`, {
        hint: 'Leave one of them out.',
      });
    }
    const required = REQUIRES[name];
    if (required !== undefined && !isGiven(required)) {
      throw new SuiteError('usage', `${flag(name)} requires ${flag(required)}`, {
        hint: `Add ${flag(required)}, or leave ${flag(name)} out.`,
      });
    }
  }
}

function flag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
