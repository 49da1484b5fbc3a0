import { conversation } from './conversation.ts';
import { says } from './responses.ts';
import type { ModelRequest, Script, Step } from './script.ts';

/** Replies with the last prompt, so that parallel conversations differ. */
export const echoes: Step = (request) => says(conversation(request.body.input).prompt ?? 'nothing')(request);

/** Each turn makes this call once and ends after its output. A new turn starts over, however the last one ended. */
export function callsOnce(call: Step): Script {
  return { every: (request) => (hasOutput(request) ? says('done')(request) : call(request)) };
}

/** True if the last input item is the output of a tool, with which a turn continues. */
function hasOutput({ body }: ModelRequest): boolean {
  const { type } = (body.input.at(-1) ?? {}) as { type?: unknown };
  return typeof type === 'string' && type.endsWith('_output');
}
