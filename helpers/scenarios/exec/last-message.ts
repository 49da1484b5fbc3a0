import { shell } from '../../model/calls.ts';
import { callsFor, failsWith, message, refuses, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** The file for the last message, in the workspace. */
export const LAST_FILE = 'last.txt';

/** The content of that file before the turn. */
export const EARLIER_ANSWER = 'the answer of another day';

/** The last message of `exec/text/for-people`. */
export const LAST_WORDS = 'done';

/** The failures of `exec/text/failed-turns`, with their words. */
export const FAILURES = [
  { words: 'no such parameter', step: refuses(400, { error: { message: 'no such parameter' } }) },
  { words: 'this is not allowed', step: failsWith('invalid_prompt', 'this is not allowed', [message('I look.')]) },
] as const;

/** The last message, in a file or as text on stdout. */
export const lastMessageScenarios = extendedScenarios(import.meta.url, {
  'exec/last-message/two-messages': {
    about: 'The last of two messages is written to a file that already has a text.',
    breaks: ['writes-nothing'],
    shows: ['last-message-file'],
    model: [responds([message('I look.'), message('It is 42,\nand no less.')])],
    async play({ exec, keep, write }) {
      write('workspace', LAST_FILE, `${EARLIER_ANSWER}, and a long one`);
      await exec(['-o', keep('workspace', LAST_FILE), 'What is 40 + 2?']);
    },
  },
  'exec/last-message/nothing-said': {
    about: 'The last message is to be written to a file, and the model sends none.',
    breaks: ['writes-nothing', 'agent-messages'],
    model: [responds([])],
    play: ({ exec, keep }) => exec(['-o', keep('workspace', LAST_FILE), 'What is 40 + 2?']),
  },
  'exec/last-message/failed-turn': {
    about: 'The last message is to be written to a file that already has a text, and the turn fails after a message.',
    breaks: ['succeeds', 'writes-nothing', 'response-completes'],
    shows: ['failed-turn'],
    model: [failsWith('invalid_prompt', 'this is not allowed', [message('I look.')])],
    async play({ exec, keep, write }) {
      write('workspace', LAST_FILE, EARLIER_ANSWER);
      await exec(['-o', keep('workspace', LAST_FILE), 'What is 40 + 2?']);
    },
  },
  'exec/last-message/no-folder': {
    about: 'The last message is to be written to a file in a missing folder.',
    breaks: ['starts'],
    model: [says('42')],
    play: ({ exec, keep }) => exec(['-o', keep('workspace', 'nowhere/last.txt'), 'What is 40 + 2?']),
  },
  'exec/text/for-people': {
    about: 'Without --json the model runs a command and sends two messages; then the same with colours.',
    breaks: ['event-stream', 'writes-nothing'],
    shows: ['further-requests'],
    model: [0, 1].flatMap(() => [callsFor(shell('echo hello')), responds([message('I looked.'), message(LAST_WORDS)])]),
    async play({ command }) {
      const flags = ['--skip-git-repo-check', '-c', 'model="scripted-model"', '--sandbox', 'danger-full-access'];
      await command(['exec', ...flags, 'Say hello.']);
      await command(['exec', ...flags, '--color', 'always', 'Say hello.']);
    },
  },
  'exec/text/failed-turns': {
    about:
      'The model rejects a prompt with status 400, and its response fails after a message: each with and without --json.',
    breaks: ['event-stream', 'succeeds', 'writes-nothing', 'response-completes'],
    shows: ['failed-turn', 'several-requests'],
    model: FAILURES.flatMap(({ step }) => [step, step]),
    async play({ command, keep, write }) {
      const flags = ['--skip-git-repo-check', '-c', 'model="scripted-model"', '--sandbox', 'read-only'];
      write('workspace', LAST_FILE, EARLIER_ANSWER);
      for (const _ of FAILURES) {
        for (const format of [['--json'], []]) {
          await command(['exec', ...format, ...flags, '-o', keep('workspace', LAST_FILE), 'Say hello.']);
        }
      }
    },
  },
});
