import type { Recording } from '../recording/recording.ts';
import { calledTools, type CalledTool } from './called-tools.ts';
import { patchIn } from './model-replies.ts';

/** A file that patches of the model changed, with the text that it must have; null for a file that must not exist. */
export interface PatchedFile {
  /** Relative to the workspace. */
  readonly path: string;
  readonly text: string | null;
}

type Texts = Map<string, string | null>;

const HEADER = /^\*\*\* (?<verb>Add|Update|Delete) File: (?<path>.*)$/;
const TARGET = /^\*\*\* Move to: (.*)$/;

/** True if the output of a patch, which codex sends to the model, reports its files as written. */
export function isApplied({ output }: CalledTool): boolean {
  return output?.texts.some((text) => /^A |^M |^D /m.test(text) || /\\n[AMD] /.test(text)) ?? false;
}

/**
 * The files that applied patches must have left, from the files that the scenario wrote. A file whose text was not known before is
 * left out. Undefined where it was not recorded what the scenario wrote.
 */
export function patchedFiles(recording: Recording): PatchedFile[] | undefined {
  if (recording.given_files === undefined) return undefined;
  const texts: Texts = new Map(recording.given_files.map(({ path, text }) => [path, text]));
  const patched = new Set<string>();
  for (const call of calledTools(recording)) {
    const patch = patchIn(call);
    if (patch === null || !isApplied(call)) continue;
    for (const path of applied(patch, texts)) patched.add(path);
  }
  return [...patched].flatMap((path) => {
    const text = texts.get(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** Applies a patch to the texts. Returns the paths that it names. */
function applied(patch: string, texts: Texts): string[] {
  return sectionsOf(patch).flatMap(({ verb, path, body }) => {
    const target = body.map((line) => TARGET.exec(line)?.[1]).find((one) => one !== undefined);
    const own = inWorkspace(path);
    const next = target === undefined ? own : inWorkspace(target);
    const before = texts.get(own);
    const after = verb === 'Delete' ? null : verb === 'Add' ? added(body) : updated(before, body);
    if (next !== own && before !== undefined) texts.set(own, null);
    if (after === undefined) texts.delete(next);
    else texts.set(next, after);
    return next === own ? [own] : [own, next];
  });
}

function sectionsOf(patch: string): { verb: string; path: string; body: string[] }[] {
  const sections: { verb: string; path: string; body: string[] }[] = [];
  for (const line of patch.split('\n')) {
    const { verb, path } = HEADER.exec(line)?.groups ?? {};
    if (verb !== undefined && path !== undefined) sections.push({ verb, path: path.trim(), body: [] });
    else sections.at(-1)?.body.push(line);
  }
  return sections;
}

function added(body: readonly string[]): string {
  return body.flatMap((line) => (line.startsWith('+') ? [`${line.slice(1)}\n`] : [])).join('');
}

/** The text after its hunks; undefined if it is unknown, or lacks what a hunk names. */
function updated(before: string | null | undefined, body: readonly string[]): string | undefined {
  if (before === null || before === undefined) return undefined;
  let text = before;
  for (const hunk of body.join('\n').split(/^@@.*$/m)) {
    const lines = hunk.split('\n').filter((line) => /^[-+ ]/.test(line));
    const side = (other: string): string =>
      lines.flatMap((line) => (line.startsWith(other) ? [] : [`${line.slice(1)}\n`])).join('');
    const [old, next] = [side('+'), side('-')];
    if (!text.includes(old)) return undefined;
    text = text.replace(old, () => next);
  }
  return text;
}

function inWorkspace(path: string): string {
  return path.replace(/^<WORKSPACE_ROOT>\//, '').replace(/^\.\//, '');
}
