import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SuiteError } from '../../util/errors.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { parseJson } from '../../inputs/json.ts';
import type { Recording } from '../../recording/recording.ts';
import type { Fact } from './fact.ts';
import { type Observation, observationOf } from './version-facts.ts';
import { versionsIn } from './recordings-in.ts';
import { SCHEMA_FILE, schemaFacts } from './schema-facts.ts';

/** What to look at. */
export interface SideOptions {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Patterns of scenarios; all if there are none. */
  readonly only: readonly string[];
}

/** Recordings of one version, and what they show. */
export interface RecordedSide {
  readonly observation: Observation;
  readonly recordings: readonly Recording[];
}

/**
 * What is known of one side of a comparison.
 *
 * @param spec a folder of recordings of one version
 * @throws SuiteError `usage` if it is no such folder
 */
export async function sideOf(spec: string, options: SideOptions): Promise<Observation> {
  return (await recordedSide(spec, options)).observation;
}

/** As {@link sideOf}, with the recordings themselves. */
export async function recordedSide(spec: string, { cwd, only }: SideOptions): Promise<RecordedSide> {
  const folder = resolve(cwd, spec);
  if (!(await isFolder(folder))) {
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
  const [version, recordings] = found!;
  return { recordings, observation: observationOf(version, recordings, await emittedIn(folder)) };
}

/** Facts of the whole schema, where it lies beside the recordings under the name that codex gives it. */
async function emittedIn(folder: string): Promise<Fact[]> {
  const file = join(folder, SCHEMA_FILE);
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? [] : schemaFacts(parseJson(text, file));
}
