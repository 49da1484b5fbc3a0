import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

/** The place whose model has to win, by scenario and process; each model is named after its place. */
export const WINNERS: Readonly<Record<string, readonly string[]>> = {
  'exec/config/precedence': ['of-user', 'of-project', 'of-override', 'of-flag'],
  'exec/config/precedence-of-profile': ['of-profile', 'of-override', 'of-flag'],
};

/** Settings with a list of values, each by its key. */
export const ENUMERATIONS = [
  'approval_policy',
  'sandbox_mode',
  'model_reasoning_summary',
  'model_verbosity',
  'file_opener',
  'history.persistence',
  'shell_environment_policy.inherit',
  'cli_auth_credentials_store',
] as const;

export const WRONG_VALUE = 'no-such-value';

/** Several places of one setting, and values that no list has. */
export const precedenceScenarios = extendedScenarios(import.meta.url, {
  'exec/config/precedence': {
    about: 'The model is named by the user, then by a trusted project as well, by -c as well, and by -m as well.',
    breaks: ['writes-nothing', 'asked-settings', 'same-options'],
    shows: ['given-files', 'several-requests'],
    model: { every: says('done') },
    async play(player) {
      const { exec } = player;
      nameInUser(player);
      await exec(['Say one.'], { model: null });
      nameInProject(player);
      await exec(['Say one.'], { model: null });
      await exec(['Say one.'], { model: 'of-override' });
      await exec(['-m', 'of-flag', 'Say one.'], { model: 'of-override' });
    },
  },
  'exec/config/precedence-of-profile': {
    about: 'The user and a profile name the model; then -c does as well, then -m.',
    needs: ['exec.flag.strict-config'],
    breaks: ['asked-settings', 'same-options'],
    shows: ['several-requests'],
    model: { every: says('done') },
    async play(player) {
      const { exec, write } = player;
      nameInUser(player);
      write('codexHome', 'pilot.config.toml', 'model = "of-profile"\n');
      await exec(['-p', 'pilot', 'Say one.'], { model: null });
      await exec(['-p', 'pilot', 'Say one.'], { model: 'of-override' });
      await exec(['-p', 'pilot', '-m', 'of-flag', 'Say one.'], { model: 'of-override' });
    },
  },
  'exec/config/wrong-enumeration': {
    about: 'Settings with a list of values get one that is not on it, each in its own process.',
    breaks: ['some-start', 'same-options'],
    model: { every: says('done') },
    async play({ exec }) {
      for (const key of ENUMERATIONS) await exec(['Say one.'], { config: { [key]: `"${WRONG_VALUE}"` } });
    },
  },
});

function nameInUser({ places }: Player): void {
  const file = join(places.codexHome, 'config.toml');
  writeFileSync(file, `model = "of-user"\n${readFileSync(file, 'utf8')}`);
}

function nameInProject({ places, write }: Player): void {
  write('workspace', '.codex/config.toml', 'model = "of-project"\n');
  const trust = `\n[projects.${JSON.stringify(places.workspace)}]\ntrust_level = "trusted"\n`;
  appendFileSync(join(places.codexHome, 'config.toml'), trust);
}
