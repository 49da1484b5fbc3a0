import { join } from 'node:path';

/** The folders of a sweep. In each of them, the file or folder of a version has the name of the version. */
export interface SweepPaths {
  readonly verdicts: string;
  readonly records: string;
  /** One folder for each version, with one folder for each scenario. */
  readonly recordings: string;
}

/** The folders of a sweep in its output folder. */
export function sweepPaths(outDir: string): SweepPaths {
  return {
    verdicts: join(outDir, 'verdicts'),
    records: join(outDir, 'versions'),
    recordings: join(outDir, 'recordings'),
  };
}

/** A version as a file name. A binary can report any text as its version. */
export function fileNameOf(version: string): string {
  return version.replaceAll(/[^\w.+-]/g, '_').replace(/^\./, '_');
}

/** The JSON file of a version in `folder`. */
export function versionFile(folder: string, version: string): string {
  return join(folder, `${fileNameOf(version)}.json`);
}
