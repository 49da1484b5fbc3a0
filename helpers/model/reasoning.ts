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

/** What the reasoning model claims to have used for each answer. */
export const REASONING_USAGE: ModelUsage = { input: 1200, cached: 400, output: 60, reasoning: 20 };

/**
 * A model that works out its reply from the request alone, as a real one would: it says a word that it is told to
 * say, recalls a reference code from the history, or does the arithmetic. It knows nothing of what the suite expects,
 * so a codex that loses the prompt or the history gets another reply.
 */
export const reasoningModel: Script = { every: reason };

function reason(request: ModelRequest): ReturnType<Step> {
  const text = replyTo(request.body.input);
  const [responseId, itemId] = [`resp_${request.n}`, `msg_${request.n}`];
  // By characters: half of a surrogate pair is no text that codex could read.
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

/** The reply to the last thing that the user said. Says so where it understands nothing. */
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
