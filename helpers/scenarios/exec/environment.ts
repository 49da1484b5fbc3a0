import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

const KEY = 'probe-key-of-nobody';

/** Environment variables of codex and of its commands. */
export const environmentScenarios = extendedScenarios(import.meta.url, {
  'exec/environment/of-commands': {
    about: 'A command lists the names of its environment variables; codex has keys and a variable of the caller.',
    breaks: ['writes-nothing'],
    shows: ['command-ends'],
    model: [callsFor(shell('env | cut -d= -f1 | sort | tr "\\n" " "')), says('done')],
    async play({ exec }) {
      const env = { CODEX_API_KEY: KEY, OPENAI_API_KEY: KEY, CALLERS_TOKEN: KEY, CALLERS_WISH: 'yes' };
      await exec(['What is there?'], { sandbox: 'danger-full-access', env });
    },
  },
  'exec/environment/key-of-provider': {
    about: 'The provider names a variable for its key. Another variable has the name of the caller.',
    model: [says('done')],
    async play({ exec }) {
      const env = { PROBE_KEY: KEY, CODEX_INTERNAL_ORIGINATOR_OVERRIDE: 'probe_originator' };
      await exec(['Say one.'], { env, config: { 'model_providers.scripted.env_key': '"PROBE_KEY"' } });
    },
  },
  'exec/environment/codex-api-key': {
    about: 'CODEX_API_KEY is set, and the provider names no key.',
    model: [says('done')],
    play: ({ exec }) => exec(['Say one.'], { env: { CODEX_API_KEY: KEY } }),
  },
  'exec/environment/no-key': {
    about: 'The provider names a variable for its key that is not set.',
    breaks: ['succeeds', 'reaches-model'],
    shows: ['failed-turn'],
    model: [says('done')],
    play: ({ exec }) => exec(['Say one.'], { config: { 'model_providers.scripted.env_key': '"PROBE_KEY"' } }),
  },
  'exec/environment/no-codex-home': {
    about: 'CODEX_HOME is a missing folder, and then a file.',
    breaks: ['some-start', 'writes-nothing'],
    model: [],
    async play({ exec, places, write }) {
      await exec(['Say one.'], { env: { CODEX_HOME: join(places.tmp, 'absent') } });
      await exec(['Say one.'], { env: { CODEX_HOME: write('tmp', 'a-file', 'no folder') } });
    },
  },
  'exec/environment/nowhere-to-keep': {
    about: 'The folder for sessions is a file, so no session can be kept.',
    breaks: ['starts'],
    model: [says('done')],
    async play({ exec, write }) {
      write('codexHome', 'sessions', 'no folder');
      await exec(['Say one.']);
    },
  },
});
