import { conversation } from './conversation.ts';
import type { Script, Step } from './script.ts';
import { json } from './script.ts';

/** Answer to a prompt that the script does not know: no client retries it, and no real server sends it. */
const UNKNOWN = json(599, { error: { message: 'the scripted model has no answer to this prompt' } });

/**
 * A model that does what the prompt says, for several turns that have nothing to do with one another: the first step
 * for the prompt itself, the next ones for the outputs of the tools that it called, the last of them again and again.
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
