import { dirname } from 'node:path/posix';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { clientCalls, type ClientCall } from './client-calls.ts';

/** Files by absolute path: their bytes as base64, or null for a folder. */
export type ClientFiles = ReadonlyMap<string, string | null>;

/** A request that reads a file, and the files at that time. */
export interface FileRead {
  readonly call: ClientCall;
  readonly path: string;
  readonly files: ClientFiles;
}

const WORKSPACE = '<WORKSPACE_ROOT>';

const READS: ReadonlySet<string> = new Set(['fs/readFile', 'fs/readDirectory', 'fs/getMetadata']);

/**
 * The files that follow from those that the scenario wrote and from the requests `fs/*` with a result: at each read, and at the end
 * with all paths that a request changed.
 */
export function clientFiles({ given_files = [] }: Recording, process: ProcessRecord) {
  const files = new Map<string, string | null>([[WORKSPACE, null]]);
  const changed = new Set<string>();
  const put = (path: string, content: string | null): void => {
    for (let parent = dirname(path); parent.length > WORKSPACE.length; parent = dirname(parent))
      files.set(parent, null);
    files.set(path, content);
  };
  for (const { path, text } of given_files) {
    if (text !== null) put(`${WORKSPACE}/${path}`, Buffer.from(text).toString('base64'));
  }
  const below = (path: string): string[] =>
    [...files.keys()].filter((one) => one === path || one.startsWith(`${path}/`));
  const reads: FileRead[] = [];
  for (const call of clientCalls(process)) {
    const { method, params, result } = call;
    const [path, source, target, data] = ['path', 'sourcePath', 'destinationPath', 'dataBase64'].map((name) =>
      String(params[name]),
    ) as [string, string, string, string];
    if (READS.has(method)) reads.push({ call, path, files: new Map(files) });
    if (result === null) continue;
    if (method === 'fs/createDirectory' || method === 'fs/writeFile') {
      put(path, method === 'fs/writeFile' ? data : null);
      changed.add(path);
    }
    if (method === 'fs/remove') {
      for (const one of below(path)) files.delete(one);
      changed.add(path);
    }
    if (method === 'fs/copy') {
      for (const one of below(source)) {
        const copy = target + one.slice(source.length);
        put(copy, files.get(one)!);
        changed.add(copy);
      }
    }
  }
  return { reads, files, changed } as const;
}

/** The path relative to the workspace. */
export function inWorkspace(path: string): string {
  return path.slice(WORKSPACE.length + 1);
}
