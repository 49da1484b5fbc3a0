import { shell } from '../../model/calls.ts';
import { call, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** Token usage, and requests other than those of the turn. */
export const usageScenarios = extendedScenarios(import.meta.url, {
  'exec/usage/of-resumed-turn': {
    mode: 'exec_persistent',
    about: 'A turn with one response, and then one of the same thread with two and a command.',
    breaks: ['read-only'],
    shows: ['resumed', 'command-ends'],
    model: [
      says('one', { usage: { input: 10, cached: 4, output: 2, reasoning: 1 } }),
      responds([call(shell('true'))]),
      says('two', { usage: { input: 100, cached: 40, output: 20, reasoning: 10 } }),
    ],
    async play({ exec }) {
      const { thread } = await exec(['Say one.'], { sandbox: 'danger-full-access' });
      await exec(['resume', thread, 'Say two.'], { sandbox: 'danger-full-access' });
    },
  },
  'exec/usage/of-review': {
    about: 'A review of uncommitted changes.',
    breaks: ['starts', 'no-extra-requests', 'writes-nothing', 'plain-turns', 'asked-settings', 'asked-context'],
    shows: ['given-files', 'reviews'],
    model: [
      says(
        '{"findings":[],"overall_correctness":"patch is correct","overall_explanation":"fine","overall_confidence_score":1}',
      ),
    ],
    async play({ exec, write }) {
      write('workspace', 'new.txt', 'new\n');
      await exec(['review', '--uncommitted']);
    },
  },
  'exec/usage/of-compaction': {
    about: 'The tokens exceed the limit for compaction, and the turn goes on with a command.',
    breaks: ['no-extra-requests', 'session-per-thread', 'read-only'],
    shows: ['known-commands', 'compactions', 'command-ends'],
    model: [
      responds([call(shell('echo hello'))], { usage: { input: 900, cached: 0, output: 100, reasoning: 0 } }),
      says('the summary'),
      says('done'),
      says('done'),
    ],
    play: ({ exec }) =>
      exec(['Go on.'], { sandbox: 'danger-full-access', config: { model_auto_compact_token_limit: '200' } }),
  },
});
