import type { ExpectedTurn, FileRecord, ProcessRecord, Recording } from '../recording/recording.ts';
import type { Mutation } from './mutation.ts';

/** Changes the last process. */
export function changeLastProcess(change: (process: ProcessRecord) => Partial<ProcessRecord>): Mutation {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process, index, all) =>
      index === all.length - 1 ? { ...process, ...change(process) } : process,
    ),
  });
}

/** Changes each process. */
export function changeEachProcess(change: (process: ProcessRecord) => Partial<ProcessRecord>): Mutation {
  return (recording) => ({
    ...recording,
    processes: recording.processes.map((process) => ({ ...process, ...change(process) })),
  });
}

/** Changes the expected turns. */
export function changeExpectedTurns(change: (turns: readonly ExpectedTurn[]) => readonly ExpectedTurn[]): Mutation {
  return (recording) => ({
    ...recording,
    expected: { ...recording.expected, turns: change(recording.expected.turns) },
  });
}

/** Removes the expected turns. */
export const withoutExpectedTurns = changeExpectedTurns(() => []);

/** Removes the stdout and the wire of each process. */
export const withoutOutput = changeEachProcess(() => ({ stdout: '', wire: [] }));

/** The recording of a binary whose schema was not recorded. */
export function withoutProtocol(recording: Recording): Recording {
  const changed: { -readonly [Key in keyof Recording]: Recording[Key] } = { ...recording };
  delete changed.protocol;
  return changed;
}

/** Changes the files that codex left in the world. */
export function changeFiles(change: (files: readonly FileRecord[]) => readonly FileRecord[]): Mutation {
  return (recording) => ({ ...recording, files: change(recording.files) });
}

/**
 * Adds a file to those that codex left in the world; a path that ends with `/` is a folder.
 *
 * @param text recorded as by `keep` @default not recorded
 */
export function addFile(place: FileRecord['place'], path: string, text?: string): Mutation {
  const isFolder = path.endsWith('/');
  const left: FileRecord = {
    place,
    path: isFolder ? path.slice(0, -1) : path,
    kind: isFolder ? 'folder' : 'file',
    size: isFolder ? 0 : (text?.length ?? 7),
    ...(text === undefined ? {} : { text }),
  };
  return changeFiles((all) => [...all, left]);
}

/** Replaces a text in all output of the last process, in any mode. */
export function replacePrinted(from: (recording: Recording) => string, to: (text: string) => string): Mutation {
  return (recording) => {
    const [old, next] = [from(recording), to(from(recording))];
    return changeLastProcess(({ stdout, wire }) => ({
      stdout: stdout.replaceAll(old, next),
      wire: wire.map((line) => (line.from === 'client' ? line : { ...line, text: line.text.replaceAll(old, next) })),
    }))(recording);
  };
}

/** A different text of the same length. */
export function changeLastCharacter(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
}
