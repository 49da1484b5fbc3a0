import { appendFileSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

/** The model of the resumed turn of `exec/resume/other-settings`. */
export const RESUMED_MODEL = 'another-model';

/** Settings and damaged files of resumed turns. */
export const resumeScenarios = extendedScenarios(import.meta.url, {
  'exec/resume/sandbox': {
    mode: 'exec_persistent',
    about: 'A thread starts with a read-only sandbox by a flag; the resumed turn has no such flag and writes a file.',
    breaks: ['writes-nothing'],
    shows: ['resumed', 'command-ends'],
    model: [says('stored'), callsFor(shell('echo x > written.txt')), says('done')],
    async play({ exec }) {
      const config = { sandbox_mode: '"danger-full-access"' };
      const { thread } = await exec(['Remember X7.'], { config });
      await exec(['resume', thread, 'Write it down.'], { config, sandbox: null });
    },
  },
  'exec/resume/other-settings': {
    mode: 'exec_persistent',
    about: 'The resumed turn names another model, another effort and other instructions.',
    breaks: ['same-options'],
    shows: ['resumed'],
    model: [says('stored'), says('X7')],
    async play({ exec }) {
      const { thread } = await exec(['Remember X7.']);
      const config = { model_reasoning_effort: '"high"', developer_instructions: '"Speak as a sailor."' };
      await exec(['resume', thread, 'Which code?'], { model: RESUMED_MODEL, config });
    },
  },
  'exec/resume/flags-after': {
    mode: 'exec_persistent',
    about: 'Flags follow `resume`: --json, a file for the last message, a schema, --all, and a sandbox.',
    breaks: ['starts', 'writes-nothing'],
    shows: ['given-files', 'last-message-file', 'further-requests'],
    model: [says('stored'), says('X7'), says('X7'), says('X7'), says('X7'), says('X7')],
    async play({ exec, command, keep, write }) {
      const { thread } = await exec(['Remember X7.']);
      const flags = ['-c', 'model="scripted-model"', '--skip-git-repo-check', '--json'];
      await command(['exec', 'resume', thread, 'Which code?', ...flags]);
      await exec(['resume', thread, 'Which code?', '-o', keep('workspace', 'last.txt')]);
      await exec(['resume', thread, 'Which code?', '--output-schema', write('workspace', 'schema.json', '{}')]);
      await exec(['resume', thread, 'Which code?', '--all']);
      await exec(['resume', thread, 'Which code?', '--sandbox', 'read-only'], { sandbox: null });
    },
  },
  'exec/resume/damaged-session': {
    mode: 'exec_persistent',
    about: 'The session file ends in the middle of a line, and then is no session at all.',
    breaks: ['starts', 'sound-sessions'],
    shows: ['further-requests'],
    model: [says('stored'), says('X7'), says('who are you?')],
    async play(player) {
      const { exec } = player;
      const { thread } = await exec(['Remember X7.']);
      for (const file of sessionsOf(player, thread)) appendFileSync(file, '{"timestamp":"2025-');
      await exec(['resume', thread, 'Which code?']);
      for (const file of sessionsOf(player, thread)) writeFileSync(file, 'no session\n');
      await exec(['resume', thread, 'Which code?']);
    },
  },
  'exec/resume/damaged-state': {
    mode: 'exec_persistent',
    about: 'The databases in CODEX_HOME are damaged when a thread is resumed.',
    breaks: ['starts'],
    shows: ['further-requests'],
    model: [says('stored'), says('X7')],
    async play({ exec, places }) {
      const { thread } = await exec(['Remember X7.']);
      for (const name of globSync('*.sqlite', { cwd: places.codexHome })) {
        writeFileSync(join(places.codexHome, name), 'no database\n');
      }
      await exec(['resume', thread, 'Which code?']);
    },
  },
  'exec/fork/with-prompt': {
    mode: 'exec_persistent',
    about: 'A thread is forked with a prompt.',
    breaks: ['starts'],
    shows: ['several-requests'],
    model: [says('stored'), says('X7')],
    async play({ exec }) {
      const { thread } = await exec(['Remember X7.']);
      await exec(['fork', thread, 'Which code?']);
    },
  },
  'exec/review/output': {
    about: 'A review with a schema and a file for the last message, given before and after `review`.',
    breaks: ['starts', 'no-extra-requests', 'writes-nothing', 'plain-turns', 'asked-settings', 'asked-context'],
    shows: ['given-files', 'last-message-file', 'reviews', 'several-requests'],
    model: [says(JSON.stringify(review())), says(JSON.stringify(review()))],
    async play({ exec, keep, write }) {
      const schema = write('workspace', 'schema.json', '{"type":"object"}');
      const flags = (name: string): string[] => ['-o', keep('workspace', name), '--output-schema', schema];
      await exec([...flags('before.txt'), 'review', '--uncommitted']);
      await exec(['review', '--uncommitted', ...flags('after.txt')]);
    },
  },
});

function review(): object {
  return {
    findings: [
      {
        title: 'A word is wrong',
        body: 'It says more than it means.',
        confidence_score: 0.9,
        priority: 1,
        code_location: { absolute_file_path: '/nowhere/a.txt', line_range: { start: 1, end: 2 } },
      },
    ],
    overall_correctness: 'patch is correct',
    overall_explanation: 'It works.',
    overall_confidence_score: 0.9,
  };
}

function sessionsOf({ places }: Player, thread: string): string[] {
  const sessions = join(places.codexHome, 'sessions');
  return globSync(`**/*${thread}.jsonl`, { cwd: sessions }).map((path) => join(sessions, path));
}
