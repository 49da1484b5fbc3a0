import type { ModelRequestBody } from '../model/script.ts';
import { offeredTools } from '../model/tools.ts';
import type { ModelExchange, Recording } from '../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import { callsIn, type ModelCall } from './model-replies.ts';
import { modelRequests } from './model-requests.ts';

/** The output of a call, as codex sends it to the model. */
export interface ToolOutput {
  readonly callId: string;
  /** The text of each part that has one. */
  readonly texts: readonly string[];
  /** All texts, a line each. */
  readonly text: string;
  /** The number of the process that sends it. */
  readonly process: number;
  /** The line in `model.jsonl` of the first request with it, from 1. */
  readonly line: number;
}

/** A tool call of the model, and the output that codex sends to it. */
export interface CalledTool extends ModelCall {
  /** The number of the process whose request was answered by the call. */
  readonly process: number;
  /** True if that request offers the tool. */
  readonly isOffered: boolean;
  /** Undefined if no request has it. */
  readonly output: ToolOutput | undefined;
}

/** The calls of tools in the responses of the model to these requests, in order, with their outputs in these requests. */
export function calledTools(
  recording: Recording,
  requests: readonly ModelExchange[] = modelRequests(recording),
): CalledTool[] {
  const outputs = toolOutputs(recording, requests);
  return requests.flatMap((exchange) => {
    const offered = offeredTools(bodyOf(exchange));
    return callsIn(exchange).map((call) => ({
      ...call,
      process: exchange.process,
      isOffered: offered.some(({ name, namespace }) => name === call.name && namespace === call.namespace),
      output: outputs.find(({ callId }) => callId === call.id),
    }));
  });
}

/** The outputs of all calls in these requests, each from the first request of a process with it. */
export function toolOutputs(
  recording: Recording,
  requests: readonly ModelExchange[] = modelRequests(recording),
): ToolOutput[] {
  const seen = new Set<string>();
  return requests.flatMap((exchange) => {
    const { process } = exchange;
    return bodyOf(exchange).input.flatMap((one): ToolOutput[] => {
      const item = objectOf(one);
      const callId = item['call_id'];
      if (typeof callId !== 'string' || !('output' in item)) return [];
      const name = JSON.stringify([process, callId]);
      if (seen.has(name)) return [];
      seen.add(name);
      const texts = outputTexts(item);
      return [{ callId, texts, text: texts.join('\n'), process, line: recording.model.indexOf(exchange) + 1 }];
    });
  });
}

/** The texts of an output item in the `input` of a request: one, or one of each part that has a text. */
export function outputTexts({ output }: JsonObject): string[] {
  if (typeof output === 'string') return [output];
  return listOf(output)
    .map((part) => objectOf(part)['text'])
    .filter((text) => typeof text === 'string');
}

/** The text of an output without the time that the call took, which some versions put before it. */
export function withoutWallTime(text: string): string {
  return text.replace(/^Wall time: [^\n]*\nOutput:\n/, '');
}

function bodyOf({ body }: ModelExchange): ModelRequestBody {
  const object = objectOf(body);
  return { ...object, input: listOf(object['input']) };
}
