import { helpFlags } from '../../codex/help-flags.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** In no help. */
export const UNKNOWN_FLAG = '--no-such-flag-of-codex';

/** The commands whose help lists flags. */
const COMMANDS = [
  ['exec'],
  ['exec', 'resume'],
  ['exec', 'review'],
  ['exec', 'fork'],
  ['app-server'],
  ['resume'],
  ['fork'],
] as const;

/** Values that a help describes in sentences, by the name of the flag or of its value. */
const VALUES: Readonly<Record<string, string>> = {
  'key=value': 'model="scripted-model"',
  FEATURE: 'shell_tool',
  ADDR: 'ws://127.0.0.1:9',
  URL: 'http://127.0.0.1:9',
  WS_URL: 'ws://127.0.0.1:9',
  SECONDS: '1',
  listen: 'stdio://',
  STARTUP_CLIENT_INFO: '{"name":"probe","title":null,"version":"1.0.0"}',
};

/** The flags of each command, by its own help. */
export const flagPlaceScenarios = extendedScenarios(import.meta.url, {
  'exec/flags/each-accepted': {
    about: 'Each command gets all flags of its help, with values, and then an unknown flag.',
    breaks: ['some-start', 'reaches-model', 'event-stream', 'read-only', 'same-options'],
    model: [],
    async play(player) {
      for (const words of COMMANDS) {
        const { record } = await player.command([...words, '--help']);
        await player.command([...words, ...argumentsOf(record.stdout), UNKNOWN_FLAG]);
      }
    },
  },
});

function argumentsOf(help: string): string[] {
  return helpFlags(help).flatMap(({ name, value, values }) => {
    if (name === 'help' || name === 'version') return [];
    if (value === undefined) return [`--${name}`];
    return [`--${name}=${values[0] ?? VALUES[name] ?? VALUES[value] ?? 'probe'}`];
  });
}
