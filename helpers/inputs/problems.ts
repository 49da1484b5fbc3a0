import * as z from 'zod';
import { nearest } from '../util/text/nearest.ts';

/** The keys and indices of a value in a file. */
export type Path = readonly PropertyKey[];

const LONGEST_QUOTE = 60;

/**
 * The problems of an input file, one line each: the path, what was expected and what was found.
 *
 * @param root the parsed file
 * @param issues from parsing it with the schema
 * @param placeOf the text of a path
 */
export function describeProblems(
  root: unknown,
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  placeOf = formatPath,
): string[] {
  return issues.flatMap((issue) => describeIssue(root, issue, [], schema, placeOf));
}

/** A path as in JavaScript, such as `exec_stateless[1].expected_reply`. */
export function formatPath(path: Path): string {
  let written = '';
  for (const part of path) {
    if (typeof part === 'number') written += `[${part}]`;
    else if (!/^[A-Za-z_$][\w$]*$/.test(String(part))) written += `[${JSON.stringify(String(part))}]`;
    else written += written === '' ? String(part) : `.${String(part)}`;
  }
  return written;
}

function describeIssue(
  root: unknown,
  issue: z.core.$ZodIssue,
  parent: Path,
  schema: z.core.$ZodType,
  placeOf: typeof formatPath,
): string[] {
  const path = [...parent, ...issue.path];
  const value = valueAt(root, path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => describeUnknownKey(placeOf([...path, key]), key, keysAt(schema, path)));
  if (issue.code === 'invalid_union' && typeof value === 'object' && value !== null) {
    const branch = issue.errors[Array.isArray(value) ? 1 : 0] ?? [];
    return branch.flatMap((inner) => describeIssue(root, inner, path, schema, placeOf));
  }
  return [`${path.length === 0 ? 'the file' : placeOf(path)}: ${issue.message}, found ${describeValue(value)}`];
}

function describeUnknownKey(place: string, key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const hint = meant === undefined ? `expected one of ${known.join(', ')}` : `did you mean ${JSON.stringify(meant)}?`;
  return `${place}: unknown key; ${hint}`;
}

function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const [part, ...rest] = path;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysAt(schema.unwrap(), path);
  // Of a single item and a list of them, only the list has numbers in its paths.
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path));
  if (schema instanceof z.ZodArray) return part === undefined ? [] : keysAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (part === undefined) return Object.keys(schema.shape);
  const member = schema.shape[String(part)];
  return member === undefined ? [] : keysAt(member, rest);
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return JSON.stringify(value);
  const length = Array.from(value).length;
  if (length <= LONGEST_QUOTE) return JSON.stringify(value);
  return `${JSON.stringify(Array.from(value).slice(0, LONGEST_QUOTE).join(''))}… (${length} characters)`;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
