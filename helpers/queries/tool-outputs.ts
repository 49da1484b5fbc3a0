import type { ModelExchange, Recording } from '../recording/recording.ts';
import { listOf, objectOf } from '../util/json-object.ts';
import { modelRequests } from './model-requests.ts';

/** The output of a call, as codex reports it to the model. */
export interface ToolOutput {
  readonly callId: string;
  /** All text of the output. */
  readonly text: string;
  /** The number of the process that reports it. */
  readonly process: number;
  /** The line in `model.jsonl` of the first request with it, from 1. */
  readonly line: number;
}

const OUTPUT = /^(?:function_call|custom_tool_call|local_shell_call)_output$/;

/** The outputs of all calls, each where codex reports it first. */
export function toolOutputs(recording: Recording): ToolOutput[] {
  const seen = new Set<string>();
  return modelRequests(recording).flatMap((exchange) =>
    outputsIn(exchange).flatMap(({ callId, text }) => {
      const name = JSON.stringify([exchange.process, callId]);
      if (seen.has(name)) return [];
      seen.add(name);
      return [{ callId, text, process: exchange.process, line: recording.model.indexOf(exchange) + 1 }];
    }),
  );
}

/** The exit code that the output of a command reports; null if it reports none. By version it is worded in three ways. */
export function exitCodeIn(text: string): number | null {
  const code = /^(?:Process exited with code|Exit code:) (-?\d+)$|"exit_code":(-?\d+)/m.exec(text);
  return code === null ? null : Number(code[1] ?? code[2]);
}

/** Text that the command printed, without the report around it; null for an output without such a report. */
export function printedIn(text: string): string | null {
  return /(?:^|\n)Output:\n(?<printed>[^]*)$/.exec(text)?.groups?.['printed'] ?? null;
}

function outputsIn({ body }: ModelExchange): { callId: string; text: string }[] {
  return listOf(objectOf(body)['input']).flatMap((one) => {
    const { type, call_id: callId, output } = objectOf(one);
    if (typeof type !== 'string' || !OUTPUT.test(type) || typeof callId !== 'string') return [];
    return [{ callId, text: textOf(output) }];
  });
}

function textOf(output: unknown): string {
  if (typeof output === 'string') return output;
  return listOf(output)
    .map((part) => objectOf(part)['text'])
    .filter((text) => typeof text === 'string')
    .join('\n');
}
