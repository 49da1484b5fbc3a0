import { objectOf, parseJsonObject } from '../util/json-object.ts';
import { withoutWallTime, type CalledTool, type ToolOutput } from './called-tools.ts';
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

/** What the output of one call reports of a command. */
interface CommandReport {
  /** Text that the command printed; undefined if nothing marks where it begins. */
  readonly printed: string | undefined;
  /** Undefined if the output reports none, as of a script. */
  readonly exitCode?: number;
  /** The session in which the command still runs. */
  readonly session?: number;
}

/** The shell commands among the calls of tools, patches left out. */
export function shellCalls(calls: readonly CalledTool[]): ShellCall[] {
  return calls.flatMap((call): ShellCall[] => {
    const command = commandIn(call);
    if (command === null || patchIn(call) !== null) return [];
    const reports = reportsOfSession(call, calls);
    const output = reports.length === 0 ? undefined : reports.map(({ printed }) => printed).join('');
    return [{ id: call.id, command, output, exitCode: reports.at(-1)?.exitCode }];
  });
}

/**
 * What the output of a call reports of a command or a patch; undefined where it does not report that one ran. Forms of
 * outputs: those of 0.45 to 0.171.
 */
export function commandReport({
  texts: [first = '', ...others],
}: Pick<ToolOutput, 'texts'>): CommandReport | undefined {
  if (first.startsWith('Script completed\n')) return { printed: others.join('') };
  const text = withoutWallTime(first);
  return reportAsJson(text) ?? reportAsText(text);
}

/** All reports of one command: of its call and, if it goes on after that, of the calls of its session. */
function reportsOfSession(call: CalledTool, calls: readonly CalledTool[]): CommandReport[] {
  const first = reportOf(call);
  if (first === undefined) return [];
  const { session } = first;
  if (session === undefined) return [first];
  const later = calls.filter(({ name, args }) => name === 'write_stdin' && args?.['session_id'] === session);
  return [first, ...later.flatMap((one) => reportOf(one) ?? [])];
}

function reportOf({ output }: CalledTool): CommandReport | undefined {
  return output && commandReport(output);
}

function reportAsJson(text: string): CommandReport | undefined {
  const { output: printed, metadata } = parseJsonObject(text) ?? {};
  const exitCode = objectOf(metadata)['exit_code'];
  return typeof printed === 'string' && typeof exitCode === 'number' ? { printed, exitCode } : undefined;
}

function reportAsText(text: string): CommandReport | undefined {
  const [start = '', head = ''] = /^((?:[A-Z][^\n]*\n)*?)(?:Output:\n|(?![A-Z]))/.exec(text) ?? [];
  const printed = start === head ? undefined : text.slice(start.length);
  const [, exitCode] = /^(?:Process exited with code|Exit code:) (-?\d+)$/m.exec(head) ?? [];
  if (exitCode !== undefined) return { printed, exitCode: Number(exitCode) };
  const [, session] = /^Process running with session ID (\d+)$/m.exec(head) ?? [];
  return session === undefined ? undefined : { printed, session: Number(session) };
}
