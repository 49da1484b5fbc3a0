import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** The prompt of the ephemeral turn. */
export const EPHEMERAL_PROMPT = 'Remember Q9.';

/** Resumed threads: unknown, ephemeral, and the last one. */
export const resumeTargetScenarios = extendedScenarios(import.meta.url, {
  'exec/resume/unknown-id': {
    mode: 'exec_persistent',
    about: 'Resume with an unknown thread id.',
    breaks: ['starts', 'unknown-model'],
    model: [says('who are you?')],
    play: ({ exec }) => exec(['resume', '01999999-0000-7000-8000-000000000000', 'Which code?']),
  },
  'exec/resume/unknown-name': {
    mode: 'exec_persistent',
    about: 'Resume with an unknown thread name.',
    breaks: ['starts'],
    model: [says('who are you?')],
    play: ({ exec }) => exec(['resume', 'no-such-name', 'Which code?']),
  },
  'exec/resume/last-of-none': {
    mode: 'exec_persistent',
    about: 'Resume of the last thread, where no thread exists.',
    breaks: ['starts'],
    model: [says('who are you?')],
    play: ({ exec }) => exec(['resume', '--last'], { stdin: 'Which code?' }),
  },
  'exec/resume/ephemeral-thread': {
    mode: 'exec_persistent',
    about: 'Resume of an ephemeral thread.',
    breaks: ['starts'],
    model: [says('stored'), says('who are you?')],
    async play({ exec }) {
      const { thread } = await exec(['--ephemeral', 'Remember X7.']);
      await exec(['resume', thread, 'Which code?']);
    },
  },
  'exec/resume/ephemeral-turn': {
    mode: 'exec_persistent',
    about: 'Resume of a stored thread with an ephemeral turn, then with a stored turn.',
    breaks: ['starts'],
    shows: ['further-requests'],
    model: [says('stored X7'), says('stored Q9'), says('done')],
    async play({ exec }) {
      const { thread } = await exec(['Remember X7.']);
      await exec(['--ephemeral', 'resume', thread, EPHEMERAL_PROMPT]);
      await exec(['resume', thread, 'Which codes?']);
    },
  },
  'exec/resume/last-by-folder': {
    mode: 'exec_persistent',
    about:
      'Resume of the last thread in its own folder, then in another folder: the last one, and by id with a command.',
    breaks: ['writes-nothing'],
    shows: ['command-ends'],
    model: [says('stored'), says('X7'), says('again'), callsFor(shell('pwd')), says('done')],
    async play({ exec, places }) {
      const cwd = join(places.workspace, 'elsewhere');
      mkdirSync(cwd);
      const { thread } = await exec(['Remember X7.']);
      await exec(['resume', '--last'], { stdin: 'Which code?' });
      await exec(['resume', '--last'], { stdin: 'Which code?', cwd });
      await exec(['resume', thread, 'Where are you?'], { cwd, sandbox: 'danger-full-access' });
    },
  },
});
