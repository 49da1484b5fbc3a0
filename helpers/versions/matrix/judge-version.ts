import { join } from 'node:path';
import { judge } from '../../checks/judge.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import { loadRecording } from '../../recording/load.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { withKnownFailures } from '../../scenarios/known-failures.ts';
import { planOf, type PlannedScenario } from '../../scenarios/plan.ts';
import { recordingFolder } from '../../scenarios/recording-cache.ts';
import { messageOf } from '../../util/errors.ts';
import { normaliseResult } from './normalise-evidence.ts';
import { fileNameOf, sweepPaths } from './paths.ts';
import type { VersionVerdicts } from './verdicts.ts';

/** Judges the recordings of a version that a sweep keeps. Null if it was interrupted. */
export async function judgeVersion(
  config: RunConfig,
  version: string,
  signal: AbortSignal,
): Promise<VersionVerdicts | null> {
  const folder = join(sweepPaths(config.outDir).recordings, fileNameOf(version));
  const results: CheckResult[] = [];
  const problems: string[] = [];
  for (const planned of planOf(config)) {
    if (signal.aborted) return null;
    try {
      results.push(...(await judgeScenario(planned, folder, config)));
    } catch (error) {
      problems.push(`${planned.scenario.name}: ${messageOf(error)}`);
    }
  }
  return { schema_version: 1, version, problems, results };
}

async function judgeScenario(
  { scenario, checks }: PlannedScenario,
  folder: string,
  { baseline }: RunConfig,
): Promise<CheckResult[]> {
  const recording = await loadRecording(recordingFolder(folder, scenario.name));
  const { version } = recording.codex;
  const results = checks.map((check) => judge(check, recording));
  return withKnownFailures(results, version, baseline.knownFailures).map(compact);
}

function compact(result: CheckResult): CheckResult {
  const needsNoEvidence = result.verdict === 'pass' || result.verdict === 'not-applicable';
  return needsNoEvidence ? { ...result, evidence: [] } : normaliseResult(result);
}
