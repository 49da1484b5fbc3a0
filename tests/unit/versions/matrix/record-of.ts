import type { VersionRecord } from '../../../../helpers/versions/matrix/version-record.ts';
import { suiteFingerprint } from '../../../../helpers/versions/matrix/suite-fingerprint.ts';

/** The record of a version that was judged. */
export function recordOf(version: string, change: Partial<VersionRecord> = {}): VersionRecord {
  return {
    format: 1,
    version,
    published: null,
    platform: 'linux-x64',
    status: 'judged',
    problem: null,
    codex: { version, sha256: 'ab'.repeat(32), capabilities: [] },
    suite: suiteFingerprint(),
    key: `key of ${version}`,
    faults: 0,
    timing: { fetch_ms: 1, play_ms: 2, judge_ms: 3 },
    ...change,
  };
}
