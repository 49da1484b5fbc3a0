import { join } from 'node:path';
import * as z from 'zod';
import { messageOf, SuiteError } from '../util/errors.ts';
import { languageOf } from './mode.ts';
import { FILES_FILE, MODEL_FILE, NETWORK_FILE, processFiles, PROTOCOL_FILE, RUN_FILE } from './folder-layout.ts';
import { parseAs, parseJsonLines, readText } from './json-file.ts';
import { upgradedRun } from './older-formats.ts';
import { filesSchema, modelExchangeSchema, networkAttemptSchema, protocolSchema, runSchema } from './recording.ts';
import { modelProgressSchema, RECORDING_SCHEMA_VERSION, wireLineSchema } from './recording.ts';
import type { ProcessRecord, RecordedRun, Recording } from './recording.ts';

/**
 * Reads a recording that `saveRecording` wrote.
 *
 * @throws SuiteError `usage` if a file is missing, is not JSON, is of another schema version, or has something of the wrong
 *   type in it; the message names the file with the line or the path in it. `environment` if a file cannot be read.
 */
export async function loadRecording(folder: string): Promise<Recording> {
  const run = await loadRun(folder);
  const { harness_errors, processes, ...head } = run;
  const protocol = await ifThere(join(folder, PROTOCOL_FILE));
  return {
    ...head,
    processes: await Promise.all(
      processes.map((process) => loadProcess(folder, process, languageOf(run.mode) === 'app-server')),
    ),
    model: await loadLines(folder, MODEL_FILE, modelExchangeSchema),
    network: await loadLines(folder, NETWORK_FILE, networkAttemptSchema),
    files: parseAs(filesSchema, await readText(join(folder, FILES_FILE)), join(folder, FILES_FILE)),
    ...(protocol === undefined ? {} : { protocol: parseAs(protocolSchema, protocol, join(folder, PROTOCOL_FILE)) }),
    harness_errors,
  };
}

/** Reads only the `run.json` of a recording. The errors are those of {@link loadRecording}. */
export async function loadRun(folder: string): Promise<RecordedRun> {
  const path = join(folder, RUN_FILE);
  let text: string;
  try {
    text = await readText(path);
  } catch (error) {
    if (!(error instanceof SuiteError) || error.kind !== 'usage') throw error;
    const message = `No recording in ${folder}: ${messageOf(error)}`;
    throw new SuiteError('usage', message, { hint: `Name a folder with a ${RUN_FILE} in it.`, cause: error });
  }
  const { schema_version } = parseAs(z.looseObject({ schema_version: z.unknown().optional() }), text, path);
  if (schema_version !== RECORDING_SCHEMA_VERSION && schema_version !== 1) {
    const message = `${path}: schema_version is ${JSON.stringify(schema_version)}, expected ${RECORDING_SCHEMA_VERSION}.`;
    throw new SuiteError('usage', message, { hint: 'Record the scenario again with this version of the suite.' });
  }
  return parseAs(z.preprocess(upgradedRun, runSchema), text, path);
}

async function loadProcess(
  folder: string,
  record: RecordedRun['processes'][number],
  hasWire: boolean,
): Promise<ProcessRecord> {
  const names = processFiles(record.process);
  const stdout = hasWire
    ? ((await ifThere(join(folder, names.stdout))) ?? '')
    : await readText(join(folder, names.stdout));
  const wire = hasWire ? await readText(join(folder, names.wire)) : ((await ifThere(join(folder, names.wire))) ?? '');
  const arrivals = await ifThere(join(folder, names.arrivals));
  const { survivors, ...rest } = record;
  return {
    ...rest,
    stdout,
    ...(arrivals === undefined
      ? {}
      : { arrivals: parseJsonLines(modelProgressSchema, arrivals, join(folder, names.arrivals)) }),
    wire: parseJsonLines(wireLineSchema, wire, join(folder, names.wire)),
    stderr: await readText(join(folder, names.stderr)),
    survivors,
  };
}

async function loadLines<T>(folder: string, name: string, schema: z.ZodType<T>): Promise<T[]> {
  return parseJsonLines(schema, await readText(join(folder, name)), join(folder, name));
}

async function ifThere(path: string): Promise<string | undefined> {
  try {
    return await readText(path);
  } catch (error) {
    if (error instanceof SuiteError && error.kind === 'usage') return undefined;
    throw error;
  }
}
