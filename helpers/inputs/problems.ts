import type * as z from 'zod';
import { nearest } from './nearest.ts';

type Path = readonly PropertyKey[];

/** Longer texts of the file are cut in messages. Characters. */
const LONGEST_QUOTE = 60;

/** The keys that the object at a path of the file can have. */
type KeysAt = (path: Path) => readonly string[];

/**
 * What is wrong in an input file, one line for each place: its path, what was expected and what is there.
 * `root` is the parsed file, `issues` what its schema says of it.
 */
export function describeProblems(root: unknown, issues: readonly z.core.$ZodIssue[], keysAt: KeysAt): string[] {
  return issues.flatMap((issue) => describeIssue(root, issue, [], keysAt));
}

/** A path as one would write it in JavaScript, such as `exec_stateless[1].expected_reply`. */
export function formatPath(path: Path): string {
  let written = '';
  for (const part of path) {
    if (typeof part === 'number') written += `[${part}]`;
    else if (!/^[A-Za-z_$][\w$]*$/.test(String(part))) written += `[${JSON.stringify(String(part))}]`;
    else written += written === '' ? String(part) : `.${String(part)}`;
  }
  return written;
}

function describeIssue(root: unknown, issue: z.core.$ZodIssue, parent: Path, keysAt: KeysAt): string[] {
  const path = [...parent, ...issue.path];
  const value = valueAt(root, path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => describeUnknownKey(path, key, keysAt(path)));
  if (issue.code === 'invalid_union' && typeof value === 'object' && value !== null) {
    const branch = issue.errors[Array.isArray(value) ? 1 : 0] ?? [];
    return branch.flatMap((inner) => describeIssue(root, inner, path, keysAt));
  }
  return [`${path.length === 0 ? 'the file' : formatPath(path)}: ${issue.message}, found ${describeValue(value)}`];
}

function describeUnknownKey(path: Path, key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `did you mean ${JSON.stringify(meant)}?`;
  return `${formatPath([...path, key])}: unknown key; ${hint}`;
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return JSON.stringify(value);
  const characters = Array.from(value);
  if (characters.length <= LONGEST_QUOTE) return JSON.stringify(value);
  return `${JSON.stringify(characters.slice(0, LONGEST_QUOTE).join(''))}… (${characters.length} characters)`;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
