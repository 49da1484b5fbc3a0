import type { WireMessage } from '../../app-server/wire.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { failIfAny, untestable, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { listIn, textIn } from './fields.ts';
import { changeRequestInput } from '../../mutations/model-requests.ts';
import type { Mutation, Mutations } from '../../mutations/mutation.ts';
import { changeWire } from '../../mutations/wire.ts';
import { objectOf } from '../../util/json-object.ts';

export function wireOf({ processes }: Recording): WireMessage[] {
  return processes.flatMap((process) => messagesOf(process));
}

/** The first request of this method that was answered with a result; null if there is none. */
export function served(recording: Recording, method: string): { params: unknown; result: unknown } | null {
  for (const { from, message, answers } of wireOf(recording)) {
    if (from !== 'server' || message.kind !== 'response' || answers?.method !== method) continue;
    return { params: answers.params, result: message.result };
  }
  return null;
}

/** The prompts of the turns that the client started, in order. */
export function promptsIn(recording: Recording): string[] {
  return wireOf(recording).flatMap(({ from, message }) => {
    if (from !== 'client' || message.kind !== 'request' || message.method !== 'turn/start') return [];
    return listIn(objectOf(message.params), 'input').flatMap((part) => textIn(objectOf(part), 'text') ?? []);
  });
}

export function asked({ model }: Recording): ModelExchange[] {
  return model.filter(({ method }) => method === 'POST');
}

/** Whether the last request to the model holds some texts and lacks others. */
export function judged(
  recording: Recording,
  { holds, lacks }: { readonly holds: readonly string[]; readonly lacks: readonly string[] },
): CheckOutcome {
  const last = asked(recording).at(-1);
  if (last === undefined) return untestable('the model was never asked');
  const input = JSON.stringify(listIn(objectOf(last.body), 'input'));
  const within = (text: string): boolean => input.includes(JSON.stringify(text).slice(1, -1));
  const line = recording.model.indexOf(last) + 1;
  const at = (message: string, actual: string): Evidence => ({ message, file: 'model.jsonl', line, actual });
  return failIfAny(
    [
      ...holds.filter((text) => !within(text)).map((text) => at('the last request does not hold this text', text)),
      ...lacks.filter(within).map((text) => at('the last request still holds this text', text)),
    ],
    holds.length + lacks.length,
    'texts, each held or lacking as expected in the last request to the model',
  );
}

/** The last item of each request is missing. */
export const withoutLastInput: Mutation = changeRequestInput((input) => input.slice(0, -1));

/** Recordings in which no request was served, or the model was never asked. */
export const UNSERVED: Mutations = {
  'no answer': changeWire((lines) => lines.filter(({ from, text }) => from === 'client' || !text.includes('"result"'))),
  'no request': (recording) => ({ ...recording, model: [] }),
};
