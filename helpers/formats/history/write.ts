import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { factHistories } from '../../versions/history/fact-history.ts';
import { factsFingerprint } from '../../versions/facts/facts-fingerprint.ts';
import type { VersionRecord } from '../../versions/matrix/version-record.ts';
import { fileNameOf, sweepPaths } from '../../versions/matrix/paths.ts';
import { createNoiseFilter } from '../../versions/diff/noise.ts';
import { versionFactsOf, type VersionFacts } from '../../versions/facts/version-facts.ts';
import { recordingsIn } from '../../versions/facts/recordings-in.ts';
import { contentHash } from '../../util/hash.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { writeJson } from '../../util/fs/write-json.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { historyOf, historySchema } from './json.ts';
import { historyMarkdown } from './markdown.ts';

/**
 * Writes `capabilities.md` and then `capabilities.json` beside the matrix, unless they are up to date: which versions have
 * which behaviour.
 *
 * @throws SuiteError `environment` when the disk refuses, `interrupted`
 */
export async function writeCapabilities(
  outDir: string,
  records: readonly VersionRecord[],
  signal: AbortSignal,
): Promise<void> {
  const judged = records.filter(({ status }) => status === 'judged');
  const { noise } = await loadNoise();
  const madeOf = contentHash([factsFingerprint(), noise, judged.map(({ version, key }) => [version, key])]);
  const file = join(outDir, 'capabilities.json');
  if ((await madeOfIn(file)) === madeOf) return;
  const recorded: VersionFacts[] = [];
  for (const { version } of judged) {
    signal.throwIfAborted();
    const recordings = await recordingsIn(join(sweepPaths(outDir).recordings, fileNameOf(version)));
    recorded.push(versionFactsOf(version, recordings));
  }
  const versions = judged.map(({ version }) => version);
  const facts = factHistories(recorded, createNoiseFilter(noise));
  await writeFileAtomic(join(outDir, 'capabilities.md'), historyMarkdown(versions, facts));
  await writeJson(file, historySchema, { ...historyOf(versions, facts), made_of: madeOf });
}

/** Undefined for a missing or different file. */
async function madeOfIn(file: string): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { readonly made_of?: unknown }).made_of;
  } catch {
    return undefined;
  }
}
