import { shell } from '../../model/calls.ts';
import { callsFor, failsWith, message, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** The file for the last message, in the workspace. */
export const LAST_FILE = 'last.txt';

/** The content of that file before the turn. */
export const EARLIER_ANSWER = 'the answer of another day';

/** The last message of `exec/text/for-people`. */
export const LAST_WORDS = 'done';

/** What is left of a turn for a program that reads no stream: a file, or text on stdout. */
export const lastMessageScenarios = extendedScenarios(import.meta.url, {
  'exec/last-message/two-messages': {
    about: 'The last message goes to a file, where an older one is; the model says two things.',
    breaks: ['writes-nothing'],
    model: [responds([message('I look.'), message('It is 42,\nand no less.')])],
    async play({ exec, keep, write }) {
      write('workspace', LAST_FILE, `${EARLIER_ANSWER}, and a long one`);
      await exec(['-o', keep('workspace', LAST_FILE), 'What is 40 + 2?']);
    },
  },
  'exec/last-message/nothing-said': {
    about: 'The last message goes to a file, and the model says nothing.',
    breaks: ['writes-nothing'],
    model: [responds([])],
    play: ({ exec, keep }) => exec(['-o', keep('workspace', LAST_FILE), 'What is 40 + 2?']),
  },
  'exec/last-message/failed-turn': {
    about: 'The last message goes to a file, where an older one is; the model says something and fails.',
    breaks: ['succeeds', 'writes-nothing'],
    shows: ['failed-turn'],
    model: [failsWith('invalid_prompt', 'this is not allowed', [message('I look.')])],
    async play({ exec, keep, write }) {
      write('workspace', LAST_FILE, EARLIER_ANSWER);
      await exec(['-o', keep('workspace', LAST_FILE), 'What is 40 + 2?']);
    },
  },
  'exec/last-message/no-folder': {
    about: 'The last message is to go to a file in a folder that is not there.',
    breaks: ['starts'],
    model: [says('42')],
    play: ({ exec, keep }) => exec(['-o', keep('workspace', 'nowhere/last.txt'), 'What is 40 + 2?']),
  },
  'exec/text/for-people': {
    about: 'Without --json the model runs a command and says two things; then the same in colour.',
    breaks: ['event-stream', 'writes-nothing'],
    model: [0, 1].flatMap(() => [callsFor(shell('echo hello')), responds([message('I looked.'), message(LAST_WORDS)])]),
    async play({ command }) {
      const flags = ['--skip-git-repo-check', '-c', 'model="scripted-model"', '--sandbox', 'danger-full-access'];
      await command(['exec', ...flags, 'Say hello.']);
      await command(['exec', ...flags, '--color', 'always', 'Say hello.']);
    },
  },
});
