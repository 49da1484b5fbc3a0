import process from 'node:process';
import { seenValues } from '../helpers/proof/leaves/changes.ts';
import { tallyPairs } from '../helpers/proof/pairs.ts';
import { checksOf } from '../helpers/scenarios/catalog.ts';
import { recordingsIn } from '../helpers/versions/facts/recordings-in.ts';

// `npm run mutants -- --pairs DIR`: each pass on these recordings must turn into a failure after some change of that recording.
const folder = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'outputs/recordings';
const recordings = await recordingsIn(folder);
const seen = seenValues(recordings);
const tallies = recordings.map((recording) => ({ recording, ...tallyPairs(recording, checksOf(recording), seen) }));
const unkilled = tallies.flatMap(({ recording, unkilled: checks }) =>
  checks.map(({ id }) => `✗ nothing turns it red: ${id} in ${recording.scenario} of ${recording.codex.version}`),
);
const total = (count: (tally: (typeof tallies)[number]) => number): number =>
  tallies.reduce((sum, tally) => sum + count(tally), 0);
process.stdout.write(unkilled.map((line) => `${line}\n`).join(''));
process.stdout.write(
  `${total(({ passing }) => passing)} passing pairs of a check and a recording, ` +
    `${total(({ byOwnMutant }) => byOwnMutant)} turned red by a mutant of the check, ` +
    `${total(({ byLeaf }) => byLeaf)} by a changed leaf, ${unkilled.length} by nothing\n`,
);
process.exitCode = unkilled.length === 0 ? 0 : 1;
