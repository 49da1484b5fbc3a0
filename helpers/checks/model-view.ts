import { conversation } from '../model/conversation.ts';
import type { ModelExchange } from '../recording/recording.ts';

/** The last thing that the user says in a request to the model. */
export function promptOf(exchange: ModelExchange): string | undefined {
  return conversation(inputOf(exchange)).prompt;
}

/** All that was said before that, by anybody. */
export function messagesBeforePrompt(exchange: ModelExchange): readonly string[] {
  return conversation(inputOf(exchange)).earlier;
}

function inputOf({ body }: ModelExchange): readonly unknown[] {
  const input = (body as { input?: unknown } | null)?.input;
  return Array.isArray(input) ? input : [];
}
