import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILE } from '../../recording/folder-layout.ts';
import { runSchema } from '../../recording/recording.ts';
import { recordingFolder } from '../../scenarios/recording-cache.ts';

const timesSchema = runSchema.pick({ processes: true });

/**
 * The milliseconds that the processes of scenarios took when they were recorded last, by the name of the scenario. Without those
 * that have no recording that can be read.
 *
 * @param folder of the recordings of a run
 */
export async function earlierDurations(
  folder: string,
  scenarios: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const known = await Promise.all(
    scenarios.map(async (name): Promise<[string, number][]> => {
      try {
        const run = JSON.parse(await readFile(join(recordingFolder(folder, name), RUN_FILE), 'utf8')) as unknown;
        const { processes } = timesSchema.parse(run);
        return [[name, processes.reduce((sum, { timing }) => sum + timing.duration_ms, 0)]];
      } catch {
        // Only the estimate needs it.
        return [];
      }
    }),
  );
  return new Map(known.flat());
}
