import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Places } from './snapshot.ts';

/** Bytes. Scenarios use small files only, such as a last message. */
const MAX_TEXT_BYTES = 16_384;

/** Bytes, as JSON. The conversation of a few turns has a few thousand. */
const MAX_CONVERSATION_BYTES = 2 ** 18;

/** Bytes. A session of a few turns has about ten thousand. */
const MAX_LINES_BYTES = 8 * 2 ** 20;

/** The name of a record or a field. */
const NAME = /^[A-Za-z][\w.-]{0,63}$/;

/** The file of a session. */
const SESSION = /[\\/](?:archived_)?sessions[\\/](?:.+[\\/])?rollout-[^\\/]*\.jsonl$/;

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
  /** Of a session file: the items of the conversation, without those of the developer. */
  readonly conversation?: readonly unknown[];
}

/**
 * Adds to the entries the text of files up to 16 KiB in the workspace, the line kinds of JSON Lines files in CODEX_HOME, and the
 * conversations in session files.
 *
 * @param kept absolute paths of further files whose text is added
 */
export function withContents(entries: readonly Entry[], places: Places, kept: readonly string[]): (Entry & Contents)[] {
  const folders = { home: places.home, codex_home: places.codexHome, tmp: places.tmp, workspace: places.workspace };
  return entries.map((entry) => {
    const path = join(folders[entry.place], entry.path);
    if (entry.kind !== 'file') return entry;
    if (kept.includes(path) || isOfUser(entry)) return { ...entry, ...textOf(path, entry.size) };
    if (entry.place === 'codex_home' && path.endsWith('.jsonl')) return { ...entry, ...lineNamesOf(path, entry.size) };
    return entry;
  });
}

/** The object database and the index of a repository are not. */
function isOfUser({ place, path }: Entry): boolean {
  return place === 'workspace' && !/(?:^|\/)\.git\//.test(path);
}

/** No text for bytes that are not UTF-8. */
function textOf(path: string, size: number): Contents {
  const text = size > MAX_TEXT_BYTES ? undefined : readIfThere(path);
  return text === undefined || text.includes('\uFFFD') ? {} : { text };
}

function lineNamesOf(path: string, size: number): Contents {
  const text = size > MAX_LINES_BYTES ? undefined : readIfThere(path);
  if (text === undefined) return {};
  const kinds = new Set<string>();
  const fields = new Set<string>();
  const conversation: unknown[] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const record = fieldsIn(line);
    if (record === undefined) {
      kinds.add('(no JSON object)');
      continue;
    }
    const payload = record['payload'] as { type?: unknown } | null | undefined;
    const parts = [record['type'], payload?.type].filter((type) => type !== undefined).map(nameOf);
    kinds.add(parts.length === 0 ? '(no type)' : parts.join('/'));
    if (record['type'] === 'response_item' && !isOfDeveloper(payload)) conversation.push(payload);
    for (const field of Object.keys(record)) fields.add(nameOf(field));
  }
  const isShort = JSON.stringify(conversation).length <= MAX_CONVERSATION_BYTES;
  return {
    lines: { kinds: listOf(kinds), fields: listOf(fields) },
    ...(SESSION.test(path) && isShort ? { conversation } : {}),
  };
}

/** Their texts are long, and in each request to the model. */
function isOfDeveloper(item: unknown): boolean {
  return (item as { role?: unknown } | null)?.role === 'developer';
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
