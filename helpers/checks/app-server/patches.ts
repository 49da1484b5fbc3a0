import { posix } from 'node:path';
import { objectOf } from '../../util/json-object.ts';
import { objectIn, textIn } from './fields.ts';

/** The change of one file. */
export interface FileChange {
  readonly path: string;
  readonly kind: string;
  /** The new path of a file that is moved; null for any other. */
  readonly movedTo: string | null;
  /** Lines that the change adds and removes, in order, without their sign. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const HEADER = /^\*\*\* (?<verb>Add|Update|Delete) File: (?<path>.*)$/;
const KINDS: Readonly<Record<string, string>> = { Add: 'add', Update: 'update', Delete: 'delete' };

/**
 * The changes that a patch of the model asks for.
 *
 * @param cwd the folder to which its paths are relative
 */
export function changesAskedFor(patch: string, cwd: string): FileChange[] {
  const changes: { path: string; kind: string; movedTo: string | null; added: string[]; removed: string[] }[] = [];
  for (const line of patch.split('\n')) {
    const { verb, path } = HEADER.exec(line)?.groups ?? {};
    if (verb !== undefined && path !== undefined) {
      const kind = KINDS[verb] ?? verb;
      changes.push({ path: pathIn(cwd, path), kind, movedTo: null, added: [], removed: [] });
    }
    const change = changes.at(-1);
    if (change === undefined) continue;
    const target = /^\*\*\* Move to: (.*)$/.exec(line)?.[1];
    if (target !== undefined) change.movedTo = pathIn(cwd, target);
    if (line.startsWith('+')) change.added.push(line.slice(1));
    if (line.startsWith('-')) change.removed.push(line.slice(1));
  }
  return changes;
}

/** The change that an element of `changes` of a fileChange item shows. */
export function changeShown(change: unknown): FileChange {
  const own = objectOf(change);
  const kind = objectIn(own, 'kind');
  const [diff = '', ...moved] = (textIn(own, 'diff') ?? '').split('\n\nMoved to: ');
  const movedTo = textIn(kind, 'move_path');
  const lines = diff.split('\n');
  const type = textIn(kind, 'type') ?? '';
  const signed = (sign: string): string[] => lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
  const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return {
    path: textIn(own, 'path') ?? '',
    kind: type,
    // The diff of a file that is moved names its new path, too.
    movedTo: moved.length > 0 && moved[0] !== movedTo ? `${movedTo} and ${moved[0]}` : movedTo,
    added: type === 'add' ? whole : type === 'update' ? signed('+') : [],
    removed: type === 'update' ? signed('-') : [],
  };
}

/** A path as seen from a folder. A sanitised path, such as `<HOME>/a`, is absolute. */
export function pathIn(folder: string, path: string): string {
  return posix.normalize(/^[/<]/.test(path) ? path : posix.join(folder, path));
}
