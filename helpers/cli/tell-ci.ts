import { appendFile } from 'node:fs/promises';
import { runAnnotations } from '../formats/run/annotations.ts';
import type { ReplayCommand } from '../formats/npm-replay.ts';
import { summaryPage } from '../formats/run/summary-page.ts';
import type { RunResult } from '../formats/run-result.ts';
import { messageOf } from '../util/errors.ts';
import type { Io } from './io.ts';

/**
 * In a job of GitHub Actions: annotates the groups of failures, and adds the summary to that of the job. A summary that
 * cannot be written is a note, as the result of the run does not depend on it.
 * Source: GitHub documentation, Workflow commands, GITHUB_STEP_SUMMARY.
 */
export async function tellCi(run: RunResult, io: Io, replay: ReplayCommand): Promise<void> {
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = io.env;
  if (GITHUB_ACTIONS === 'true') io.stdout(runAnnotations(run, replay));
  if (!GITHUB_STEP_SUMMARY) return;
  try {
    await appendFile(GITHUB_STEP_SUMMARY, summaryPage(run, replay));
  } catch (error) {
    io.stderr(`note: cannot write the summary of the job: ${messageOf(error)}\n`);
  }
}
