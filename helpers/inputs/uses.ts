import { dirname, resolve } from 'node:path';
import { invalidInput, parseInput, readInput } from './input-file.ts';
import { usesSchema } from './uses-schema.ts';

/** One entry of a list of requirements. */
export interface UsesEntry {
  readonly text: string;
  /** Its path in the file, such as `facts[0]`. */
  readonly place: string;
}

/** A file with a stream of a consumer. */
export interface UsesStream extends UsesEntry {
  /** Absolute. */
  readonly path: string;
}

/** The requirements of a consumer of codex. */
export interface Uses {
  readonly checks: readonly UsesEntry[];
  readonly facts: readonly UsesEntry[];
  readonly flags: readonly UsesEntry[];
  readonly methods: readonly UsesEntry[];
  readonly streams: readonly UsesStream[];
}

/** For errors in the file. */
export const USES_HINT = 'Correct the file; its format is in docs/upgrade.md.';

/**
 * Loads the requirements of a consumer; the format is in `docs/schemas/uses.schema.json`.
 *
 * @param file absolute
 * @throws SuiteError `usage` for a file that is unreadable, invalid or empty; the message lists all problems
 */
export async function loadUses(file: string): Promise<Uses> {
  const hint = 'Name a file with your requirements; docs/upgrade.md has an example.';
  const text = await readInput(file, 'the requirements', hint);
  const { $schema: _, ...lists } = parseInput(text, file, usesSchema, USES_HINT);
  if (Object.values(lists).every((entries) => (entries ?? []).length === 0)) {
    throw invalidInput(file, ['the file is empty'], 'List at least one check, fact, flag, method or stream.');
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
