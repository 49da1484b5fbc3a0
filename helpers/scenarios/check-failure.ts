import { isStale, type CheckResult, type Evidence } from '../checks/verdict.ts';
import { evidencePlace } from '../checks/evidence.ts';

/** The error of a test whose check is red. */
export class CheckFailure extends Error {
  /** Vitest shows the difference of these two. */
  declare readonly expected?: string;
  declare readonly actual?: string;

  constructor(result: CheckResult) {
    super(`${result.id} (${result.level}) ${result.verdict}: ${reasonOf(result)}${result.evidence.map(line).join('')}`);
    this.name = 'CheckFailure';
    // The place in the suite says nothing about codex.
    this.stack = `${this.name}: ${this.message}`;
    const both = result.evidence.find(({ expected, actual }) => expected !== undefined && actual !== undefined);
    if (both !== undefined) Object.assign(this, { expected: both.expected, actual: both.actual });
  }
}

function reasonOf(result: CheckResult): string {
  if (!isStale(result)) return result.reason ?? result.clause;
  return `it passes: remove its entry (${result.known_failure?.versions}) from the baseline`;
}

function line(evidence: Evidence): string {
  return `\n  ${evidence.message}${evidencePlace(evidence)}`;
}
