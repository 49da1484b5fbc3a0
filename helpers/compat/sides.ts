import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SuiteError } from '../errors.ts';
import { type Observation, observationOf } from './observe.ts';
import { versionsIn } from './recordings-in.ts';

/** What to look at. */
export interface SideOptions {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Patterns of scenarios; all if there are none. */
  readonly only: readonly string[];
}

/**
 * What is known of one side of a comparison.
 *
 * @param spec a folder of recordings of one version
 * @throws SuiteError `usage` if it is no such folder
 */
export async function sideOf(spec: string, { cwd, only }: SideOptions): Promise<Observation> {
  const folder = resolve(cwd, spec);
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true) {
    throw new SuiteError('usage', `There is no folder ${spec}.`, {
      hint: 'Name a folder of recordings of one version, such as fixtures/0.98.0. Make one: codex-conformance record --codex C --out DIR',
    });
  }
  const versions = await versionsIn(folder, only);
  const [found, ...others] = versions;
  if (others.length > 0) {
    throw new SuiteError('usage', `${spec} holds recordings of ${versions.size} versions.`, {
      hint: `Name the folder of one of them, such as ${spec.replace(/\/$/, '')}/${found![0]}.`,
    });
  }
  return observationOf(...found!);
}
