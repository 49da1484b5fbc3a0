import { createHash } from 'node:crypto';
import type { PreparedRun } from '../../scenarios/run-config.ts';
import { planOf } from '../../scenarios/plan.ts';
import { scenariosIn } from '../../scenarios/catalog.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';

/** What decides the verdicts of a version, besides what codex does. */
type Subject = Pick<PreparedRun, 'cases' | 'depth' | 'only' | 'baseline'>;

/**
 * The key of the verdicts of a binary: the suite, the scenarios with the checks that judge them, the known failures, and the
 * binary itself. While it stays the same, they need not be made again.
 */
export function keyOf(subject: Subject, sha256: string): string {
  const fingerprints = new Map(scenariosIn(subject).map((scenario) => [scenario.name, scenario.fingerprint]));
  const planned = planOf(subject).map(({ name, checks }) => [name, fingerprints.get(name), checks.map(({ id }) => id)]);
  const parts = [suiteFingerprint(), sha256, planned, subject.baseline.knownFailures];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
