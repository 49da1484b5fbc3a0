import { conversation } from './conversation.ts';
import { says } from './responses.ts';
import type { ModelRequest, Script, Step } from './script.ts';

/** Says back what the user said last, so that two conversations at once can be told apart. */
export const echoes: Step = (request) => says(conversation(request.body.input).prompt ?? 'nothing')(request);

/** Each turn calls a tool, and is over once the output of the call has come. However a turn ends, the next begins anew. */
export function callsOnce(call: Step): Script {
  return { every: (request) => (hasOutput(request) ? says('done')(request) : call(request)) };
}

/** True if the last thing in the request is no message: the output of a tool, with which a turn goes on. */
function hasOutput({ body }: ModelRequest): boolean {
  const { type } = (body.input.at(-1) ?? {}) as { type?: unknown };
  return typeof type === 'string' && type.endsWith('_output');
}
