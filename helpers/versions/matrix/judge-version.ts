import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reporter } from 'vitest/node';
import { isInterrupted } from '../../codex/run-folder.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import type { PreparedRun } from '../../scenarios/run-config.ts';
import { conformanceProject } from '../../scenarios/project.ts';
import { withVitest } from '../../scenarios/vitest.ts';

/** The name of the Vitest project of a version. */
export function projectOf(version: string): string {
  return `codex@${version}`;
}

/**
 * Has Vitest judge the recordings of a version, all of which must be there, and keeps its blob report. Nothing is played.
 * Null, and no blob, if it was interrupted.
 *
 * @returns how many faults of the suite there were
 * @throws SuiteError `environment` when the disk refuses
 */
export async function judgeVersion(run: PreparedRun, version: string, blob: string): Promise<number | null> {
  // Vitest does not write it whole or not at all.
  const unfinished = join(run.runFolder.path, 'blob.json');
  const counter = new FaultCounter();
  const project = conformanceProject({ ...run, recordings: { ...run.recordings, reuse: 'all' } }, projectOf(version));
  await withVitest(
    { reporters: [['blob', { outputFile: unfinished }], counter], projects: [project] },
    async (vitest) => {
      await vitest.start();
    },
  );
  if (isInterrupted(run.runFolder)) return null;
  await writeFileAtomic(blob, await readFile(unfinished, 'utf8'));
  return counter.faults;
}

/** Counts what went wrong outside of any verdict. */
class FaultCounter implements Reporter {
  faults = 0;

  onTestRunEnd(...[modules, unhandled]: Parameters<NonNullable<Reporter['onTestRunEnd']>>): void {
    const inModules = modules.map(
      (module) => module.errors().length + [...module.children.allSuites()].flatMap((suite) => suite.errors()).length,
    );
    this.faults = inModules.reduce((sum, count) => sum + count, unhandled.length);
  }
}
