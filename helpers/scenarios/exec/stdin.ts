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
});
