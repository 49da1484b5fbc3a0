import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** Flags: invalid and removed ones, and those that set the sandbox or the folder. */
export const flagScenarios = extendedScenarios(import.meta.url, {
  'exec/flags/refused': {
    about: 'An unknown flag, an invalid value, a missing value.',
    breaks: ['some-start', 'read-only'],
    model: [],
    async play({ exec }) {
      await exec(['--no-such-flag', 'Say one.']);
      await exec(['Say one.'], { sandbox: 'no-such-sandbox' });
      await exec(['Say one.', '--output-schema']);
    },
  },
  'exec/flags/full-auto': {
    about: 'The flag --full-auto of older versions.',
    breaks: ['starts', 'read-only', 'unknown-model', 'asked-context'],
    model: [says('done')],
    play: ({ exec }) => exec(['--full-auto', 'Say one.'], { sandbox: null }),
  },
  'exec/flags/without-sandbox': {
    about: 'The flag that disables the sandbox and approvals, with a command that writes a file.',
    breaks: ['writes-nothing', 'asked-context'],
    shows: ['command-ends'],
    model: [callsFor(shell('echo x > written.txt')), says('done')],
    async play({ command }) {
      const flags = ['--json', '-c', 'model="scripted-model"', '--dangerously-bypass-approvals-and-sandbox'];
      await command(['exec', ...flags, 'Write it down.']);
    },
  },
  'exec/flags/experimental-json': {
    about: 'The flag --experimental-json, which the TypeScript SDK uses.',
    model: [says('42')],
    async play({ command }) {
      const flags = ['-c', 'model="scripted-model"', '--skip-git-repo-check', '--sandbox', 'read-only'];
      await command(['exec', '--experimental-json', ...flags, 'What is 40 + 2?']);
    },
  },
  'exec/flags/help': {
    about: 'The version, and the help of codex, exec and resume.',
    breaks: ['event-stream', 'reaches-model', 'read-only'],
    model: [],
    async play({ command }) {
      await command(['--version']);
      await command(['--help']);
      await command(['exec', '--help']);
      await command(['exec', 'resume', '--help']);
    },
  },
  'exec/flags/outside-repository': {
    about: 'The working folder is outside any repository.',
    breaks: ['some-start', 'writes-nothing'],
    model: [says('done')],
    async play({ command, places }) {
      const cwd = join(places.home, 'plain');
      mkdirSync(cwd);
      await command(['exec', '--json', '--sandbox', 'read-only', 'Say one.'], { cwd });
    },
  },
  'exec/flags/folder': {
    about: 'The flag -C with a subfolder, then with a missing folder.',
    breaks: ['starts', 'writes-nothing'],
    shows: ['given-files', 'command-ends'],
    model: [callsFor(shell('pwd')), says('done')],
    async play({ exec, places, write }) {
      write('workspace', 'part/a.txt', 'a');
      const flags = ['-C', 'part', '--add-dir', places.tmp];
      await exec([...flags, 'Where are you?'], { sandbox: 'danger-full-access' });
      await exec(['-C', 'absent', 'Where are you?'], { sandbox: 'danger-full-access' });
    },
  },
});
