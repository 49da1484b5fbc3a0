import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** A picture of one pixel, as base64. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const SCHEMA = {
  type: 'object',
  properties: { sum: { type: 'integer' } },
  required: ['sum'],
  additionalProperties: false,
};

/** In the workspace. */
export const SCHEMA_FILE = 'schema.json';

/** Text of AGENTS.md files, by their folder. */
export const AGENTS = {
  home: 'First rule: of the home.',
  repository: 'Second rule: of the repository.',
  folder: 'Third rule: of the part.',
  overridden: 'First rule: of all.',
  override: 'Second rule: of mine.',
} as const;

/** Context of a prompt: a schema of the answer, images and AGENTS.md files. */
export const promptContextScenarios = extendedScenarios(import.meta.url, {
  'exec/schema/sent': {
    about: 'A schema for the answer, in a turn of two requests; the answer does not match it.',
    breaks: ['writes-nothing'],
    shows: ['known-commands', 'given-files', 'command-ends'],
    model: [callsFor(shell('echo hello')), says('forty-two')],
    async play({ exec, keep, write }) {
      const schema = write('workspace', SCHEMA_FILE, JSON.stringify(SCHEMA));
      keep('workspace', SCHEMA_FILE);
      await exec(['--output-schema', schema, 'What is 40 + 2?'], { sandbox: 'danger-full-access' });
    },
  },
  'exec/schema/unreadable': {
    about: 'A schema file that is missing, and one that is not JSON.',
    breaks: ['some-start', 'writes-nothing'],
    shows: ['given-files'],
    model: [],
    async play({ exec, places, write }) {
      await exec(['--output-schema', join(places.workspace, 'absent.json'), 'What is 40 + 2?']);
      await exec(['--output-schema', write('workspace', 'broken.json', '{"type":'), 'What is 40 + 2?']);
    },
  },
  'exec/image/attached': {
    about: 'A picture beside the prompt, and then a missing one.',
    breaks: ['writes-nothing', 'same-options'],
    shows: ['several-requests'],
    idle: true,
    model: { every: says('a point') },
    async play({ exec, places, write }) {
      await exec(['What is this?', '-i', write('workspace', 'point.png', Buffer.from(PIXEL, 'base64'))], {
        deadlineMs: 8000,
      });
      await exec(['What is this?', '-i', join(places.workspace, 'absent.png')]);
    },
  },
  'exec/context/agents-files': {
    about: 'AGENTS.md in CODEX_HOME, in the repository and in the working folder below it.',
    breaks: ['writes-nothing'],
    shows: ['given-files'],
    model: [says('done')],
    async play({ exec, places, write }) {
      write('codexHome', 'AGENTS.md', `${AGENTS.home}\n`);
      write('workspace', 'AGENTS.md', `${AGENTS.repository}\n`);
      write('workspace', 'part/AGENTS.md', `${AGENTS.folder}\n`);
      await exec(['Keep the rules.'], { cwd: join(places.workspace, 'part') });
    },
  },
  'exec/context/agents-override': {
    about: 'AGENTS.override.md beside AGENTS.md.',
    breaks: ['writes-nothing'],
    shows: ['given-files'],
    model: [says('done')],
    async play({ exec, write }) {
      write('workspace', 'AGENTS.md', `${AGENTS.overridden}\n`);
      write('workspace', 'AGENTS.override.md', `${AGENTS.override}\n`);
      await exec(['Keep the rules.']);
    },
  },
});
