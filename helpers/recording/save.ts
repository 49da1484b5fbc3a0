import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { temporaryBeside } from '../util/fs/atomic.ts';
import { createFolder } from '../util/fs/create-folder.ts';
import { diskError } from '../util/fs/disk-error.ts';
import { replaceFolder } from '../util/fs/replace-folder.ts';
import { languageOf } from './mode.ts';
import { FILES_FILE, MODEL_FILE, NETWORK_FILE, processFiles, PROTOCOL_FILE, RUN_FILE } from './folder-layout.ts';
import { filesSchema, modelExchangeSchema, networkAttemptSchema, protocolSchema, runSchema } from './recording.ts';
import { modelProgressSchema, type ProcessRecord, type Recording, type WireLine } from './recording.ts';

/**
 * Writes a recording to a folder. An existing folder is replaced; after an error it is unchanged.
 * For the layout see {@link recordingFiles}.
 *
 * @throws SuiteError `environment` when the disk refuses
 */
export async function saveRecording(recording: Recording, folder: string): Promise<void> {
  const target = resolve(folder);
  const temporary = temporaryBeside(target);
  try {
    await createFolder(temporary);
    for (const [name, text] of recordingFiles(recording)) await writeFile(join(temporary, name), text);
    await replaceFolder(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw diskError(error, 'write', target);
  }
}

/**
 * The files of a recording folder, by name: `run.json`, `model.jsonl`, `network.jsonl`, `files.json`, `protocol.json` where the
 * protocol is known (one line: it is for programs), and for each process
 * `stderr.txt` with `stdout.jsonl` and `arrivals.jsonl` (exec) or `wire.jsonl` (app-server). From the second process on, its number comes before
 * the extension: `stdout.2.jsonl`. Fields are always in the same order.
 */
function recordingFiles(recording: Recording): Map<string, string> {
  const files = new Map([
    [RUN_FILE, pretty(runSchema.parse(recording))],
    [MODEL_FILE, lines(recording.model.map((exchange) => modelExchangeSchema.parse(exchange)))],
    [NETWORK_FILE, lines(recording.network.map((attempt) => networkAttemptSchema.parse(attempt)))],
    [FILES_FILE, pretty(filesSchema.parse(recording.files))],
  ]);
  const { protocol } = recording;
  if (protocol !== undefined) files.set(PROTOCOL_FILE, lines([protocolSchema.parse(protocol)]));
  for (const process of recording.processes) addProcess(files, process, languageOf(recording.mode) === 'app-server');
  return files;
}

function addProcess(
  files: Map<string, string>,
  { process, stdout, arrivals, wire, stderr }: ProcessRecord,
  hasWire: boolean,
): void {
  const names = processFiles(process);
  if (!hasWire || stdout !== '') files.set(names.stdout, stdout);
  if (arrivals !== undefined) files.set(names.arrivals, lines(arrivals.map((one) => modelProgressSchema.parse(one))));
  if (hasWire || wire.length > 0) files.set(names.wire, lines(wire.map(wireEntry)));
  files.set(names.stderr, stderr);
}

/** The message as JSON, for readers in any language; the line too, if writing the message does not reproduce it. */
function wireEntry({ t_ms, from, model, text }: WireLine): object {
  const head = { t_ms, from, ...(model === undefined ? {} : { model: modelProgressSchema.parse(model) }) };
  try {
    const message: unknown = JSON.parse(text);
    return JSON.stringify(message) === text ? { ...head, message } : { ...head, message, text };
  } catch {
    return { ...head, text };
  }
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
