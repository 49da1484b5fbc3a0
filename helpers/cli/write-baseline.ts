import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { RunResult } from '../formats/run-result.ts';
import { writtenBaseline } from '../formats/written-baseline.ts';
import { baselineSchema, type KnownFailure } from '../inputs/baseline-schema.ts';
import { loadBaseline } from '../inputs/baseline.ts';
import type { Cases } from '../inputs/cases.ts';
import { judgedScenarios } from '../scenarios/plan.ts';
import { SuiteError } from '../util/errors.ts';
import { assertWritableFolder } from '../util/fs/writable.ts';
import { writeJson } from '../util/fs/write-json.ts';
import { plural } from '../util/text/phrases.ts';
import type { RunOptions } from './commands/run.ts';
import type { Io } from './io.ts';

/** A baseline that is written after a run. */
export interface BaselineToWrite {
  /** Absolute. */
  readonly path: string;
  /** The entries of that file, if it exists, and of the user's baseline. */
  readonly entries: readonly KnownFailure[];
}

/**
 * The baseline of `--write-baseline`. Null without it.
 *
 * @throws SuiteError `usage` for a reason that the file may not have, and for an invalid file, `environment` if it cannot be written
 */
export async function baselineToWrite(
  { writeBaseline: named, baseline, reason }: Pick<RunOptions, 'writeBaseline' | 'baseline' | 'reason'>,
  cwd: string,
): Promise<BaselineToWrite | null> {
  if (named === undefined) return null;
  if (reason !== undefined && reason.trim().length < 10) {
    throw new SuiteError('usage', `--reason expects at least 10 characters, found ${JSON.stringify(reason)}`, {
      hint: 'Say why the failures are accepted.',
    });
  }
  const path = resolve(cwd, named);
  await assertWritableFolder(dirname(path));
  const others = baseline === undefined ? [] : [resolve(cwd, baseline)];
  const files = new Set([...(existsSync(path) ? [path] : []), ...others]);
  const loaded = await Promise.all([...files].map(loadBaseline));
  const distinct = new Map(loaded.flat().map((entry) => [`${entry.check}@${entry.scenario}@${entry.versions}`, entry]));
  return { path, entries: [...distinct.values()] };
}

/** Writes the file, and prints how many entries it has. */
export async function writeBaseline(
  { path, entries }: BaselineToWrite,
  { checks, codex }: RunResult,
  cases: Cases,
  { reason, writeBaseline: named = path }: Pick<RunOptions, 'reason' | 'writeBaseline'>,
  io: Io,
): Promise<void> {
  if (codex === null) {
    io.stderr(`note: ${named} is not written: no scenario has a result.\n`);
    return;
  }
  const source = { results: checks, version: codex.version, judged: judgedScenarios(cases) };
  const { file, added, removed } = writtenBaseline(source, entries, reason);
  await writeJson(path, baselineSchema, file);
  const total = plural(file.known_failures.length, 'entry', 'entries');
  io.stdout(
    `baseline  ${named}: ${total}, ${added.length} added, ${removed.length} removed; use it with --baseline ${named}\n`,
  );
}
