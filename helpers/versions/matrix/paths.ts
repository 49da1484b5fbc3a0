import { join } from 'node:path';

/** The folders of a sweep. What one of them holds for a version has the version's name. */
export interface SweepPlaces {
  /** Vitest's blob reports: all verdicts of a version. */
  readonly blobs: string;
  /** What is known of each version besides its verdicts. */
  readonly notes: string;
  readonly recordings: string;
}

/** The places of a sweep in its output folder. */
export function sweepPlaces(outDir: string): SweepPlaces {
  return { blobs: join(outDir, 'blobs'), notes: join(outDir, 'versions'), recordings: join(outDir, 'recordings') };
}

/** The name of a version as that of a file. A binary, or a user, can call it anything. */
export function fileNameOf(version: string): string {
  return version.replaceAll(/[^\w.+-]/g, '_').replace(/^\./, '_');
}

/** The file of a version in the folder of the blobs, or of the notes. */
export function fileOf(folder: string, version: string): string {
  return join(folder, `${fileNameOf(version)}.json`);
}
