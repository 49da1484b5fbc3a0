import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Check } from '../helpers/checks/check.ts';
import { leafChanges, seenValues } from '../helpers/proof/leaves/changes.ts';
import { valueChanges } from '../helpers/proof/leaves/value-changes.ts';
import { scoreLeaves, type LeafResult } from '../helpers/proof/leaves/score.ts';
import { leafTally, tallyByPath, type LeafTally } from '../helpers/proof/leaves/tally.ts';
import { matchesAny } from '../helpers/inputs/glob.ts';
import type { Recording } from '../helpers/recording/recording.ts';
import { factsOf } from '../helpers/versions/facts/facts-of.ts';
import { recordingsIn } from '../helpers/versions/facts/recordings-in.ts';

// `npm run mutants -- --leaves`: changes each leaf of what codex wrote, and says who notices.
const { values, positionals } = parseArgs({
  options: {
    leaves: { type: 'boolean' },
    /** Changes each value wherever codex reports it, as a consistent lie, in place of one leaf at a time. */
    values: { type: 'boolean' },
    /** Scenarios to change; all recordings say which values a leaf can have. */
    only: { type: 'string', multiple: true },
    channel: { type: 'string', multiple: true },
    /** A file for all results as JSON. */
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const recordings = await recordingsIn(positionals[0] ?? 'outputs/recordings');
const seen = seenValues(recordings);
const results: LeafResult[] = [];
const noticed = new Map<string, Check>();
for (const recording of recordings.filter(({ scenario }) => matchesAny(values.only ?? [], scenario))) {
  const all = values.values === true ? valueChanges(recording, seen) : leafChanges(recording, seen);
  const changes = all.filter(({ channel }) => values.channel === undefined || values.channel.includes(channel));
  results.push(...scoreLeaves(recording, changes, factTexts, noticed));
  process.stderr.write(`${recording.scenario}: ${changes.length} changes\n`);
}
if (values.json !== undefined) await writeFile(values.json, JSON.stringify(results));

for (const [channel, own] of Map.groupBy(results, (one) => one.channel)) {
  for (const { path, missedIn, check, ...one } of tallyByPath(own)) {
    process.stdout.write(`${counts(one)}  ${path}  ${missedIn ?? ''}  ${check ?? '-'}\n`);
  }
  const total = leafTally(own);
  const judged = total.changes - total.unjudgeable;
  const share = (count: number): string => `${count} (${((100 * count) / judged).toFixed(1)} %)`;
  process.stdout.write(
    `${channel}: ${total.changes} changes, ${total.unjudgeable} left out; noticed by a check ${share(total.byCheck)}, ` +
      `only by a fact ${share(total.byFactOnly)}, by nothing ${share(total.byNothing)}\n`,
  );
}

function counts({ unjudgeable, byCheck, byFactOnly, byNothing }: LeafTally): string {
  return [byCheck, byFactOnly, byNothing, unjudgeable].map((count) => String(count).padStart(5)).join(' ');
}

function factTexts(recording: Recording): ReadonlySet<string> {
  return new Set(factsOf(recording).map(({ key, value }) => JSON.stringify([key, value])));
}
