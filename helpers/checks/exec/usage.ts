import { changeUsage } from '../../mutations/stdout.ts';
import type { Check } from '../check.ts';
import { eventRule, execRule } from '../stream-rule.ts';
import { EVENTS } from './authorities.ts';

/** Tokens that a turn reports. */
export const usageChecks: readonly Check[] = [
  execRule({
    id: 'exec/usage/not-negative',
    clause: 'No token count is negative.',
    level: 'must',
    assumes: ['event-stream', 'some-start', 'turn-completes'],
    authority: EVENTS,
    about: 'token counts',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (event.type !== 'turn.completed') return undefined;
        const below = Object.entries(event.usage).filter(([, count]) => typeof count === 'number' && count < 0);
        return below.length === 0 ? true : below.map(([counter, count]) => `${counter} is ${String(count)}`).join(', ');
      },
    })),
    mutants: () => ({
      'has cached less than nothing': changeUsage(() => ({ cached_input_tokens: -1 })),
      'has read less than nothing': changeUsage(() => ({ input_tokens: -400 })),
    }),
  }),
  execRule({
    id: 'exec/usage/parts-within-whole',
    clause: 'Cached tokens are part of the input, and reasoning tokens part of the output.',
    level: 'should',
    assumes: ['event-stream', 'some-start', 'turn-completes'],
    authority: {
      kind: 'documented',
      reference:
        'OpenAI API reference, Responses: input_tokens_details and output_tokens_details break down the totals',
    },
    about: 'token counts',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (event.type !== 'turn.completed') return undefined;
        const { input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens = 0 } = event.usage;
        if (cached_input_tokens > input_tokens) return `${cached_input_tokens} cached of ${input_tokens} input tokens`;
        if (reasoning_output_tokens > output_tokens)
          return `${reasoning_output_tokens} reasoning of ${output_tokens} output tokens`;
        return true;
      },
    })),
    mutants: () => ({
      'has cached more than it read': changeUsage(({ input_tokens }) => ({
        cached_input_tokens: Number(input_tokens) + 1,
      })),
      'thinks more than it says': changeUsage(({ output_tokens }) => ({
        reasoning_output_tokens: Number(output_tokens) + 1,
      })),
    }),
  }),
];
