import process from 'node:process';
import { seenValues } from '../helpers/proof/leaves/changes.ts';
import { overlookedChecks } from '../helpers/proof/overlooked.ts';
import { tallyPairs } from '../helpers/proof/pairs.ts';
import { checksOf } from '../helpers/scenarios/catalog.ts';
import { recordingsIn } from '../helpers/versions/facts/recordings-in.ts';

// `npm run mutants -- --pairs DIR`: each pass on these recordings must turn into a failure after some change of that recording, and
// no check that is not planned may have something to judge there.
const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'outputs/recordings';
const recordings = await recordingsIn(folder);
const seen = seenValues(recordings);
const tallies = recordings.map((recording) => ({ recording, ...tallyPairs(recording, checksOf(recording), seen) }));
const unkilled = tallies.flatMap(({ recording, unkilled: checks }) =>
  checks.map(({ id }) => `✗ nothing turns it red: ${id} in ${recording.scenario} of ${recording.codex.version}`),
);
const overlooked = recordings.flatMap((recording) =>
  overlookedChecks(recording).map(
    ({ id, assumes = [] }) => `✗ not planned: ${id} in ${recording.scenario}, which must show ${assumes.join(', ')}`,
  ),
);
const total = (count: (tally: (typeof tallies)[number]) => number): number =>
  tallies.reduce((sum, tally) => sum + count(tally), 0);
process.stdout.write([...unkilled, ...overlooked].map((line) => `${line}\n`).join(''));
process.stdout.write(
  `${total(({ passing }) => passing)} passing pairs of a check and a recording, ` +
    `${total(({ byOwnMutant }) => byOwnMutant)} turned red by a mutant of the check, ` +
    `${total(({ byLeaf }) => byLeaf)} by a changed leaf, ${unkilled.length} by nothing; ${overlooked.length} pairs overlooked\n`,
);
process.exitCode = unkilled.length + overlooked.length === 0 ? 0 : 1;
