import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Check } from '../helpers/checks/check.ts';
import {
  leafFigureLine,
  leafFiguresOf,
  leafScoreHead,
  leafScorePaths,
  pathLine,
} from '../helpers/formats/leaf-score.ts';
import { matchesAny } from '../helpers/inputs/glob.ts';
import { leafChanges, seenValues } from '../helpers/proof/leaves/changes.ts';
import { leafFiguresSchema, worseFigures } from '../helpers/proof/leaves/figures.ts';
import { scoreLeaves, type LeafResult } from '../helpers/proof/leaves/score.ts';
import { tallyByPath } from '../helpers/proof/leaves/tally.ts';
import { valueChanges } from '../helpers/proof/leaves/value-changes.ts';
import type { Recording } from '../helpers/recording/recording.ts';
import { factsOf } from '../helpers/versions/facts/facts-of.ts';
import { recordingsIn } from '../helpers/versions/facts/recordings-in.ts';
import { byVersion } from '../helpers/util/version-range.ts';

// `npm run mutants -- --leaves [DIR]`: changes each leaf of what codex wrote, and says who notices. Of a whole run it also changes
// each value wherever codex reports it, and fails if a share is worse than in `docs/leaf-score.json`.
const { values, positionals } = parseArgs({
  options: {
    leaves: { type: 'boolean' },
    /** Only the second score: each value wherever codex reports it. */
    values: { type: 'boolean' },
    /** Scenarios to change; all recordings say which values a leaf can have. */
    only: { type: 'string', multiple: true },
    channel: { type: 'string', multiple: true },
    /** Writes the figures and the page in `docs/`. */
    write: { type: 'boolean' },
    /** A file for all results as JSON. */
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const FIGURES = fileURLToPath(new URL('../docs/leaf-score.json', import.meta.url));
const PAGE = fileURLToPath(new URL('../docs/leaf-score.md', import.meta.url));
/** Each holds all recordings, half a gigabyte. */
const MOST_WORKERS = 4;
const isWhole = values.only === undefined && values.channel === undefined && values.values !== true;

if (isMainThread) await report();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- not a window
else parentPort!.postMessage(await resultsOf(workerData as Share));

/** Every so many-th recording, from one of them on. */
interface Share {
  readonly first: number;
  readonly of: number;
}

async function report(): Promise<void> {
  const of = Math.min(availableParallelism(), MOST_WORKERS);
  const shares = Array.from({ length: of }, (_, first) => resultsInWorker({ first, of }));
  const results = (await Promise.all(shares)).flat().toSorted((a, b) => (a.scenario < b.scenario ? -1 : 1));
  if (values.json !== undefined) await writeFile(values.json, JSON.stringify(results));
  if (!isWhole) {
    for (const own of Map.groupBy(results, ({ group }) => group).values()) {
      process.stdout.write(
        tallyByPath(own)
          .map((one) => `${pathLine(one)}  ${one.missedIn ?? ''}\n`)
          .join(''),
      );
    }
  }
  const measured = leafFiguresOf(results);
  for (const [group, tally] of Object.entries(measured)) process.stdout.write(`${leafFigureLine(group, tally)}\n`);
  if (isWhole) await compare(measured, results);
}

async function compare(measured: ReturnType<typeof leafFiguresOf>, results: readonly LeafResult[]): Promise<void> {
  const { version } = (await recordingsIn(folder())).at(0)!.codex;
  const committed = leafFiguresSchema.parse(JSON.parse(await readFile(FIGURES, 'utf8')));
  if (values.write !== true) {
    const worse = worseFigures(committed[version] ?? {}, measured);
    process.stdout.write(worse.map((line) => `✗ ${version}: ${line}\n`).join(''));
    process.exitCode = worse.length === 0 ? 0 : 1;
    return;
  }
  const figures = leafFiguresSchema.parse({ ...committed, [version]: measured });
  await writeFile(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  const isNewest = Object.keys(figures).toSorted(byVersion).at(-1) === version;
  const old = isNewest ? '' : (await readFile(PAGE, 'utf8')).replace(/^[^]*?(?=## Paths of )/, '');
  const paths = isNewest ? leafScorePaths(version, results) : old.trimEnd();
  await writeFile(PAGE, `${leafScoreHead(figures)}\n\n${paths}\n`);
}

function resultsInWorker(share: Share): Promise<LeafResult[]> {
  return new Promise((resolve, reject) => {
    new Worker(new URL(import.meta.url), { argv: process.argv.slice(2), workerData: share })
      .once('message', resolve)
      .once('error', reject);
  });
}

async function resultsOf({ first, of }: Share): Promise<LeafResult[]> {
  const recordings = await recordingsIn(folder());
  const seen = seenValues(recordings);
  const noticed = new Map<string, Check>();
  const wanted = recordings.filter(({ scenario }) => matchesAny(values.only ?? [], scenario));
  return wanted
    .filter((_, index) => index % of === first)
    .flatMap((recording) => {
      const leaves = values.values === true ? [] : leafChanges(recording, seen);
      const everywhere = isWhole || values.values === true ? valueChanges(recording, seen) : [];
      const changes = [...leaves, ...everywhere].filter(
        ({ channel }) => values.channel === undefined || values.channel.includes(channel),
      );
      return scoreLeaves(recording, changes, factTexts, noticed);
    });
}

function folder(): string {
  return positionals[0] ?? 'outputs/recordings';
}

function factTexts(recording: Recording): ReadonlySet<string> {
  return new Set(factsOf(recording).map(({ key, value }) => JSON.stringify([key, value])));
}
