import { says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** The source of the prompt, and stdin beside it. */
export const stdinScenarios = extendedScenarios(import.meta.url, {
  'exec/stdin/prompt-as-argument': {
    about: 'The prompt is an argument, and stdin is empty.',
    model: [says('42')],
    play: ({ exec }) => exec(['What is 40 + 2?']),
  },
  'exec/stdin/open-pipe': {
    about: 'The prompt is an argument, and stdin is a pipe that stays open.',
    breaks: ['starts', 'turn-uncut', 'unknown-model'],
    idle: true,
    model: [says('42')],
    play: ({ exec }) => exec(['What is 40 + 2?'], { holdStdin: true, deadlineMs: 10_000 }),
  },
  'exec/stdin/piped-beside-prompt': {
    about: 'The prompt is an argument, and text is piped in beside it.',
    model: [says('two lines')],
    play: ({ exec }) => exec(['How many lines are these?'], { stdin: 'first\nsecond\n' }),
  },
  'exec/stdin/prompt-from-stdin': {
    about: 'The prompt comes from stdin: once without an argument, once with the argument -.',
    shows: ['several-requests'],
    model: [says('1'), says('2')],
    async play({ exec }) {
      await exec([], { stdin: '  Say 1,\nand no more.\n' });
      await exec(['-'], { stdin: 'Say 2\r\n\u2028 — «é😀».\n\n' });
    },
  },
  'exec/stdin/no-prompt': {
    about: 'The prompt must come from stdin, which is empty, blank, or not UTF-8.',
    breaks: ['some-start'],
    model: [says('what?'), says('what?'), says('what?')],
    async play({ exec }) {
      await exec([]);
      await exec(['-']);
      await exec(['-'], { stdin: ' \n' });
      await exec(['-'], { stdin: Uint8Array.of(0x61, 0xff, 0xfe) });
    },
  },
  'exec/stdin/long-prompt': {
    about: 'The prompt on stdin is longer than a mebibyte.',
    breaks: ['starts', 'unknown-model'],
    model: [says('that was long')],
    play: ({ exec }) => exec(['-'], { stdin: 'a line of text.\n'.repeat(2 ** 16 + 1) }),
  },
});
