import { planOf } from '../../scenarios/plan.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { contentHash } from '../../util/hash.ts';
import { suiteFingerprint } from './suite-fingerprint.ts';

/**
 * The cache key of the verdicts on a binary: a hash of the suite, the planned scenarios and checks, the known failures and
 * the binary itself. Verdicts with the same key are equal.
 *
 * @param sha256 of the binary
 */
export function cacheKey(
  config: Pick<RunConfig, 'cases' | 'extended' | 'thorough' | 'only' | 'baseline'>,
  sha256: string,
): string {
  const planned = planOf(config).map(({ scenario: { name, fingerprint }, checks }) => [
    name,
    fingerprint,
    checks.map(({ id }) => id),
  ]);
  return contentHash([suiteFingerprint(), sha256, planned, config.baseline.knownFailures]);
}
