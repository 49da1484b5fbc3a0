import { conversation } from './conversation.ts';
import type { Script, Step } from './script.ts';
import { json } from './script.ts';

/** Response to an unknown prompt. No client retries the status 599, and no real server sends it. */
const UNKNOWN = json(599, { error: { message: 'the scripted model does not know this prompt' } });

/**
 * Replies by the last prompt of the request, for independent turns. Each prompt has one step, or several: the first is for the
 * prompt, each further one for a further tool output; the last repeats.
 */
export function byPrompt(answers: Readonly<Record<string, Step | readonly [Step, ...Step[]]>>): Script {
  return {
    every: (request) => {
      const { input } = request.body;
      const { prompt } = conversation(input);
      const found = prompt === undefined ? undefined : answers[prompt];
      if (found === undefined) return UNKNOWN;
      if (typeof found === 'function') return found(request);
      return found[Math.min(outputs(input), found.length - 1)]!(request);
    },
  };
}

function outputs(input: readonly unknown[]): number {
  return input.filter((item) => String((item as { type?: unknown } | null)?.type).endsWith('_output')).length;
}
