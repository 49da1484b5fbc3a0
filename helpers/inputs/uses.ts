import { dirname, resolve } from 'node:path';
import { invalidInput, readInput } from './input-file.ts';
import { parseJson } from './json.ts';
import { describeProblems } from './problems.ts';
import { usesKeysAt, usesSchema } from './uses-schema.ts';

/** One entry of a list of things that a consumer relies on. */
export interface UsesEntry {
  /** As it is written. */
  readonly text: string;
  /** Where it is written, such as `facts[0]`. */
  readonly place: string;
}

/** A file with a stream of a consumer. */
export interface UsesStream extends UsesEntry {
  /** Absolute. */
  readonly path: string;
}

/** What a consumer of codex relies on. */
export interface Uses {
  readonly checks: readonly UsesEntry[];
  readonly facts: readonly UsesEntry[];
  readonly flags: readonly UsesEntry[];
  readonly methods: readonly UsesEntry[];
  readonly streams: readonly UsesStream[];
}

/** What to do about a file that is wrong. */
export const USES_HINT = 'Correct the file; docs/upgrade.md says what it can hold.';

/**
 * What a consumer says that it relies on. The form of the file is described by `docs/schemas/uses.schema.json`.
 *
 * @param file absolute
 * @throws {SuiteError} `usage`, if the file cannot be read, is wrong or names nothing; the message lists all that is
 *   wrong with it.
 */
export async function loadUses(file: string): Promise<Uses> {
  const hint = 'Give the path of a file that lists what you rely on; docs/upgrade.md has an example.';
  const root = parseJson(await readInput(file, 'what you rely on', hint), file);
  const { data, error } = usesSchema.safeParse(root);
  if (data === undefined) throw invalidInput(file, describeProblems(root, error.issues, usesKeysAt), USES_HINT);
  const { $schema: _, ...lists } = data;
  if (Object.values(lists).every((entries) => (entries ?? []).length === 0)) {
    throw invalidInput(file, ['the file: lists nothing'], 'List at least one check, fact, flag, method or stream.');
  }
  return {
    checks: entriesOf('checks', lists.checks),
    facts: entriesOf('facts', lists.facts),
    flags: entriesOf('flags', lists.flags),
    methods: entriesOf('methods', lists.methods),
    streams: entriesOf('streams', lists.streams).map((entry) => ({
      ...entry,
      path: resolve(dirname(file), entry.text),
    })),
  };
}

function entriesOf(name: string, texts: readonly string[] = []): UsesEntry[] {
  return texts.map((text, index) => ({ text: text.trim(), place: `${name}[${index}]` }));
}
