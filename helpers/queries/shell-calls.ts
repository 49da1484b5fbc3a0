import { objectOf, parseJsonObject } from '../util/json-object.ts';
import type { CalledTool } from './called-tools.ts';
import { commandIn, patchIn } from './model-replies.ts';

/** A shell command that the model called, with the output and exit code that codex sends to the model. */
export interface ShellCall {
  /** The `call_id`. */
  readonly id: string;
  readonly command: string;
  /** The printed text, from the outputs of its call and of its session; undefined if the model received none. */
  readonly output: string | undefined;
  /** Undefined if the model received none. */
  readonly exitCode: number | undefined;
}

interface ToldOfCommand {
  readonly output: string;
  readonly exitCode?: number;
  readonly session?: number;
}

/** The shell commands among the calls of tools, patches left out. Forms of outputs: those of 0.45 to 0.171. */
export function shellCalls(calls: readonly CalledTool[]): ShellCall[] {
  return calls.flatMap((call): ShellCall[] => {
    const command = commandIn(call);
    if (command === null || patchIn(call) !== null) return [];
    const told = toldOfSession(call, calls);
    const output = told.length === 0 ? undefined : told.map((one) => one.output).join('');
    return [{ id: call.id, command, output, exitCode: told.at(-1)?.exitCode }];
  });
}

/** The outputs of one command: that of its call and, if it is not the last, those of calls of its session. */
function toldOfSession(call: CalledTool, calls: readonly CalledTool[]): ToldOfCommand[] {
  const first = toldOf(call);
  if (first === undefined) return [];
  const { session } = first;
  if (session === undefined) return [first];
  const later = calls.filter(({ name, args }) => name === 'write_stdin' && args?.['session_id'] === session);
  return [first, ...later.flatMap((one) => toldOf(one) ?? [])];
}

/** Undefined if the output does not report that the command ran. */
function toldOf({ name, told }: CalledTool): ToldOfCommand | undefined {
  const [first, ...others] = told ?? [];
  if (first === undefined) return undefined;
  if (name === 'exec') return first.startsWith('Script completed\n') ? { output: others.join('') } : undefined;
  return toldAsJson(first) ?? toldAsText(first);
}

function toldAsJson(text: string): ToldOfCommand | undefined {
  const { output, metadata } = parseJsonObject(text) ?? {};
  const exitCode = objectOf(metadata)['exit_code'];
  return typeof output === 'string' && typeof exitCode === 'number' ? { output, exitCode } : undefined;
}

function toldAsText(text: string): ToldOfCommand | undefined {
  const [start, head = ''] = /^((?:[A-Z][^\n]*\n)*?)Output:\n/.exec(text) ?? [];
  if (start === undefined) return undefined;
  const output = text.slice(start.length);
  const [, exitCode] = /^(?:Process exited with code|Exit code:) (-?\d+)$/m.exec(head) ?? [];
  if (exitCode !== undefined) return { output, exitCode: Number(exitCode) };
  const [, session] = /^Process running with session ID (\d+)$/m.exec(head) ?? [];
  return session === undefined ? undefined : { output, session: Number(session) };
}
