import { existsSync } from 'node:fs';
import { judge } from '../helpers/checks/judge.ts';
import { loadCases } from '../helpers/inputs/cases.ts';
import { loadRecording } from '../helpers/recording/load.ts';
import { planOf } from '../helpers/scenarios/plan.ts';
import { recordingFolder } from '../helpers/scenarios/recording-cache.ts';

// `node scripts/dead-pairs.ts DIR…`: each DIR has recordings of one version; a scenario that none has is skipped. A pair of a check and a
// scenario is dead if on every version nothing was seen that the check could judge: then a precondition is missing.
const folders = process.argv.slice(2);
let pairs = 0;
const dead: string[] = [];
for (const { scenario, checks } of planOf({ cases: await loadCases(), only: [], extended: true, thorough: true })) {
  const places = folders.map((folder) => recordingFolder(folder, scenario.name));
  const recordings = await Promise.all(
    places.filter((place) => existsSync(place)).map((place) => loadRecording(place)),
  );
  if (recordings.length === 0) continue;
  pairs += checks.length;
  for (const check of checks) {
    const causes = recordings.map((recording) => judge(check, recording).cause);
    if (causes.every((cause) => cause !== undefined) && causes.includes('nothing-seen')) {
      dead.push(`${check.id} in ${scenario.name}`);
    }
  }
}
process.stdout.write([...dead, `${pairs} pairs planned, ${dead.length} dead\n`].join('\n'));
process.exitCode = dead.length === 0 && folders.length > 0 ? 0 : 1;
