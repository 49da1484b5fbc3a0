import { says } from '../../model/responses.ts';
import { depthScenarios } from '../depth/depth-scenario.ts';

/** Where the prompt comes from, and what stdin does to it. */
export const stdinScenarios = depthScenarios(import.meta.url, {
  'exec/stdin/prompt-as-argument': {
    mode: 'exec_stateless',
    about: 'The prompt is an argument, and stdin is at its end.',
    model: [says('42')],
    async play({ exec }) {
      await exec(['What is 40 + 2?']);
    },
  },
  'exec/stdin/open-pipe': {
    mode: 'exec_stateless',
    about: 'The prompt is an argument, and stdin is a pipe that nobody closes.',
    departs: ['turn-cut', 'never-starts'],
    waits: true,
    model: [says('42')],
    async play({ exec }) {
      await exec(['What is 40 + 2?'], { holdStdin: true, deadlineMs: 5000 });
    },
  },
  'exec/stdin/as-prompt': {
    mode: 'exec_stateless',
    about:
      'The prompt comes from stdin, with lines and spaces of its own: without an argument, and where it is a dash.',
    model: [says('one'), says('two')],
    async play({ exec }) {
      await exec([], { stdin: '  Say one.\n\nIn one line.\n' });
      await exec(['-'], { stdin: '  Say two.\n\nIn one line.\n' });
    },
  },
  'exec/stdin/beside-prompt': {
    mode: 'exec_stateless',
    about: 'The prompt is an argument, and there is text on stdin.',
    model: [says('42')],
    async play({ exec }) {
      await exec(['Add these numbers.'], { stdin: '40\n2\n' });
    },
  },
  'exec/stdin/no-prompt': {
    mode: 'exec_stateless',
    about: 'There is no prompt, as an argument or on stdin; and one that is no UTF-8.',
    departs: ['never-starts', 'no-model'],
    model: [],
    async play({ exec }) {
      await exec([]);
      await exec(['-']);
      await exec(['-'], { stdin: Uint8Array.of(0x61, 0xff, 0xfe) });
    },
  },
  'exec/stdin/long-prompt': {
    mode: 'exec_stateless',
    about: 'The prompt on stdin is longer than a mebibyte.',
    departs: ['never-starts', 'no-model'],
    model: [says('that was long')],
    async play({ exec }) {
      await exec(['-'], { stdin: 'a line of text.\n'.repeat(2 ** 16 + 1) });
    },
  },
});
