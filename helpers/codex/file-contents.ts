import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Places } from './snapshot.ts';

/** Bytes. Scenarios keep small files only, such as a last message. */
const MAX_TEXT_BYTES = 16_384;

/** Bytes. A session of a few turns has about ten thousand. */
const MAX_LINES_BYTES = 8 * 2 ** 20;

/** The name of a record or a field. */
const NAME = /^[A-Za-z][\w.-]{0,63}$/;

/** A longer list is cut off. */
const MAX_NAMES = 100;

/** The kinds of lines and their fields in a JSON Lines file. Sorted, without duplicates. */
export interface LineNames {
  /** The `type` of each line with that of its `payload`: `event_msg/task_started`. */
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
}

/** The recorded contents of a file. */
export interface Contents {
  readonly text?: string;
  readonly lines?: LineNames;
}

/**
 * Adds to the entries the text of files up to 16 KiB, and the line kinds of JSON Lines files in CODEX_HOME.
 *
 * @param kept absolute paths of the files whose text is added
 */
export function withContents(entries: readonly Entry[], places: Places, kept: readonly string[]): (Entry & Contents)[] {
  const folders = { home: places.home, codex_home: places.codexHome, tmp: places.tmp, workspace: places.workspace };
  return entries.map((entry) => {
    const path = join(folders[entry.place], entry.path);
    if (entry.kind !== 'file') return entry;
    if (kept.includes(path)) return { ...entry, ...textOf(path, entry.size) };
    if (entry.place === 'codex_home' && path.endsWith('.jsonl')) return { ...entry, ...lineNamesOf(path, entry.size) };
    return entry;
  });
}

function textOf(path: string, size: number): Contents {
  const text = size > MAX_TEXT_BYTES ? undefined : readIfThere(path);
  return text === undefined ? {} : { text };
}

function lineNamesOf(path: string, size: number): Contents {
  const text = size > MAX_LINES_BYTES ? undefined : readIfThere(path);
  if (text === undefined) return {};
  const kinds = new Set<string>();
  const fields = new Set<string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const record = fieldsIn(line);
    if (record === undefined) {
      kinds.add('(no JSON object)');
      continue;
    }
    const payload = record['payload'] as { type?: unknown } | null | undefined;
    const parts = [record['type'], payload?.type].filter((type) => type !== undefined).map(nameOf);
    kinds.add(parts.length === 0 ? '(no type)' : parts.join('/'));
    for (const field of Object.keys(record)) fields.add(nameOf(field));
  }
  return { lines: { kinds: listOf(kinds), fields: listOf(fields) } };
}

function fieldsIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'string' && NAME.test(value) ? value : '(no name)';
}

function listOf(names: ReadonlySet<string>): string[] {
  return [...names].toSorted().slice(0, MAX_NAMES);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
