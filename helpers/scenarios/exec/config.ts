import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** Not TOML, so codex reads it as a string. */
export const DEVELOPER_INSTRUCTIONS = 'Speak as a sailor, and "so" on.';

/** Not TOML either. */
export const OVERRIDDEN_MODEL = 'scripted-model';

/** The models of the profiles of `exec/config/profile`, by the process that names the profile. */
export const PROFILE_MODELS: Readonly<Record<number, string>> = { 2: 'model-of-the-file', 3: 'model-of-the-table' };

/** Configuration: its sources, overrides and errors. */
export const configScenarios = extendedScenarios(import.meta.url, {
  'exec/config/refused': {
    about: 'A value of the wrong type, an unknown provider, an unknown wire API, and a config.toml that is not TOML.',
    breaks: ['some-start'],
    model: [],
    async play({ exec, places }) {
      await exec(['Say one.'], { config: { model_context_window: '"wide"' } });
      await exec(['Say one.'], { config: { model_provider: '"nobody"' } });
      await exec(['Say one.'], { config: { 'model_providers.scripted.wire_api': '"smoke"' } });
      writeFileSync(join(places.codexHome, 'config.toml'), 'model = = "x"\n');
      await exec(['Say one.']);
    },
  },
  'exec/config/outdated': {
    about: 'Settings of older versions: the chat API, two approval policies, and the switch of a tool.',
    breaks: ['starts', 'same-options'],
    shows: ['several-requests'],
    model: { every: says('done') },
    async play({ exec }) {
      await exec(['Say one.'], { config: { 'model_providers.scripted.wire_api': '"chat"' } });
      await exec(['Say one.'], { config: { approval_policy: '"untrusted"' } });
      await exec(['Say one.'], { config: { 'tools.web_search': 'true', approval_policy: '"on-failure"' } });
    },
  },
  'exec/config/unknown-key': {
    about: 'An unknown setting on the command line.',
    model: [says('done')],
    play: ({ exec }) => exec(['Say one.'], { config: { no_such_setting: '1' } }),
  },
  'exec/config/overrides': {
    about: 'Settings on the command line, as TOML and as plain strings.',
    model: [says('done')],
    async play({ exec }) {
      const config = { model: OVERRIDDEN_MODEL, developer_instructions: DEVELOPER_INSTRUCTIONS };
      await exec(['Say one.'], { config: { ...config, model_reasoning_effort: '"high"' } });
    },
  },
  'exec/config/profile': {
    about: 'An unknown profile, a profile in its own file, and a profile in config.toml.',
    breaks: ['starts', 'asked-settings'],
    model: { every: says('done') },
    async play({ exec, write, places }) {
      await exec(['-p', 'sailor', 'Say one.'], { model: null });
      write('codexHome', 'sailor.config.toml', `model = "${PROFILE_MODELS[2]}"\n`);
      await exec(['-p', 'sailor', 'Say one.'], { model: null });
      appendFileSync(join(places.codexHome, 'config.toml'), `\n[profiles.pirate]\nmodel = "${PROFILE_MODELS[3]}"\n`);
      await exec(['-p', 'pirate', 'Say one.'], { model: null });
    },
  },
  'exec/config/project': {
    about: 'A project with its own configuration, untrusted and then trusted.',
    breaks: ['writes-nothing', 'asked-settings'],
    shows: ['given-files'],
    model: [says('one'), says('two')],
    async play({ exec, write, places }) {
      write('workspace', '.codex/config.toml', 'model = "model-of-the-project"\n');
      await exec(['Say one.'], { model: null });
      const trust = `\n[projects.${JSON.stringify(places.workspace)}]\ntrust_level = "trusted"\n`;
      appendFileSync(join(places.codexHome, 'config.toml'), trust);
      await exec(['Say two.'], { model: null });
    },
  },
});
