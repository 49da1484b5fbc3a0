import {
  messageAdded,
  messageDone,
  responseCompleted,
  responseCreated,
  sse,
  textDelta,
  type ModelUsage,
} from './events.ts';
import { arithmeticAnswer } from './reasoning-arithmetic.ts';
import { capitalAnswer, literalAnswer } from './reasoning-literal.ts';
import { asksForReference, referenceAnswer } from './reasoning-reference.ts';
import { stream, type ModelRequest, type Script, type Step } from './script.ts';
import { conversation } from './conversation.ts';

/** The token usage of each reply of the reasoning model. */
export const REASONING_USAGE: ModelUsage = { input: 1200, cached: 400, output: 60, reasoning: 20 };

/**
 * A model that computes its reply from the request alone: it says a word that the prompt asks for, recalls a reference code from
 * the history, or does arithmetic. It does not know the expected reply, so a codex that loses the prompt or the history gets
 * another one.
 */
export const reasoningModel: Script = { every: reason };

function reason(request: ModelRequest): ReturnType<Step> {
  const text = replyTo(request.body.input);
  const [responseId, itemId] = [`resp_${request.n}`, `msg_${request.n}`];
  // Split by characters, not within a surrogate pair.
  const characters = Array.from(text);
  const middle = Math.ceil(characters.length / 2);
  return stream(
    sse(responseCreated(responseId)),
    sse(messageAdded(itemId)),
    sse(textDelta(itemId, characters.slice(0, middle).join(''))),
    sse(textDelta(itemId, characters.slice(middle).join(''))),
    sse(messageDone(itemId, text)),
    sse(responseCompleted(responseId, REASONING_USAGE)),
  );
}

/** The reply to the last prompt. States it if the prompt is not understood. */
export function replyTo(input: readonly unknown[]): string {
  const { prompt, earlier } = conversation(input);
  if (prompt === undefined) return 'I was not asked anything.';
  return (
    literalAnswer(prompt) ??
    referenceAnswer(
      prompt,
      earlier.map(({ text }) => text),
    ) ??
    arithmeticAnswer(prompt) ??
    capitalAnswer(prompt) ??
    (asksForReference(prompt) ? 'I was told no reference code.' : 'I cannot tell what I am asked.')
  );
}
