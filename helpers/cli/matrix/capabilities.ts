import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capabilityMap } from '../../compat/capability-map.ts';
import { factsFingerprint } from '../../compat/facts-fingerprint.ts';
import type { VersionNote } from '../../compat/matrix/note.ts';
import { fileNameOf, sweepPlaces } from '../../compat/matrix/places.ts';
import { createMask } from '../../compat/noise.ts';
import { observationOf, type Observation } from '../../compat/observe.ts';
import { recordingsIn } from '../../compat/recordings-in.ts';
import { writeFileAtomic } from '../../files/atomic.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { capabilitiesResult } from '../../reporters/capabilities/json.ts';
import { capabilitiesMarkdown } from '../../reporters/capabilities/markdown.ts';
import { jsonText } from '../../reporters/results/json.ts';

/**
 * Writes `capabilities.md` and, last, `capabilities.json` beside the matrix: since when and until when each version does
 * what. Nothing is done if they are of the same recordings already.
 *
 * @throws SuiteError `environment` when the disk refuses, `interrupted`
 */
export async function writeCapabilities(
  outDir: string,
  notes: readonly VersionNote[],
  signal: AbortSignal,
): Promise<void> {
  const judged = notes.filter(({ status }) => status === 'judged');
  const { noise } = await loadNoise();
  const madeOf = hashOf([factsFingerprint(), noise, judged.map(({ version, key }) => [version, key])]);
  const file = join(outDir, 'capabilities.json');
  if ((await madeOfIn(file)) === madeOf) return;
  const observations: Observation[] = [];
  for (const { version } of judged) {
    signal.throwIfAborted();
    const recordings = await recordingsIn(join(sweepPlaces(outDir).recordings, fileNameOf(version)));
    observations.push(observationOf(version, recordings));
  }
  const versions = judged.map(({ version }) => version);
  const map = capabilityMap(observations, createMask(noise));
  await writeFileAtomic(join(outDir, 'capabilities.md'), capabilitiesMarkdown(versions, map));
  await writeFileAtomic(file, jsonText({ ...capabilitiesResult(versions, map), made_of: madeOf }));
}

function hashOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Undefined where there is no such file, or another one. */
async function madeOfIn(file: string): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(file, 'utf8')) as { readonly made_of?: unknown }).made_of;
  } catch {
    return undefined;
  }
}
