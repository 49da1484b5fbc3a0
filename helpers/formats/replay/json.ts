import type { CheckResult } from '../../checks/verdict.ts';
import type { RecordedCodex } from '../../recording/recording.ts';
import type { Replay } from './text.ts';

/** The output of `replay --json`. */
export function replayResult({ scenario, before, now, judged, compared }: Replay): object {
  return {
    schema_version: 1,
    scenario,
    success: compared.every(({ change }) => change === 'fixed'),
    codex_before: codexOf(before),
    codex_now: codexOf(now),
    checks_judged: judged,
    checks: compared.map(({ change, before, now }) => ({
      id: now.id,
      level: now.level,
      change: change.replace(' ', '-'),
      before: resultOf(before),
      now: resultOf(now),
    })),
  };
}

function codexOf({ version, sha256 }: RecordedCodex): object {
  return { version, sha256 };
}

function resultOf({ verdict, reason, evidence }: CheckResult): object {
  return { verdict, reason, evidence };
}
