import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { ExecResult, Player } from '../dsl/player.ts';

/** The input of each hook, a line each, in the home folder. */
export const HOOK_LOG = 'hooks.jsonl';

export const HOOK_PROMPT = 'Say hello.';

/** The texts that the hooks of `exec/hooks/decisions` print. */
export const HOOK_WORDS = {
  context: 'Context from a hook of the session.',
  refusal: 'This command is refused by a hook.',
  reason: 'Say it once more, by order of a hook.',
} as const;

/** In the order in which one turn with a command runs them. */
export const HOOK_EVENTS = ['SessionStart', 'UserPromptSubmit', 'PreToolUse', 'PostToolUse', 'Stop'] as const;

/** Events that such a turn may have, in some versions. */
const OTHER_EVENTS = ['PreModelRequest', 'PostModelRequest', 'SessionEnd', 'PermissionRequest'] as const;

const TRUST_FLAG = 'dangerously-bypass-hook-trust';

/** Hooks of the user, who keeps them in CODEX_HOME. */
export const hookScenarios = extendedScenarios(import.meta.url, {
  'exec/hooks/each-event': {
    about: 'A hook for each event keeps its input, in a turn with a command.',
    needs: [`exec.flag.${TRUST_FLAG}`],
    breaks: ['writes-nothing'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo hello')), says('done')],
    play: (player) => withHooks(player, (event) => `${logging(player)} # ${event}`),
  },
  'exec/hooks/decisions': {
    about: 'A hook gives context, one refuses a command, and one makes the turn go on at its end.',
    needs: [`exec.flag.${TRUST_FLAG}`],
    breaks: ['writes-nothing', 'no-extra-requests'],
    shows: ['further-requests'],
    model: [callsFor(shell('echo x > refused.txt')), says('done'), says('encore')],
    play: (player) => withHooks(player, (event) => deciding(player, event)),
  },
  'exec/hooks/untrusted': {
    about: 'A hook for each event that the user has not trusted.',
    needs: [`exec.flag.${TRUST_FLAG}`],
    breaks: ['writes-nothing'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo hello')), says('done')],
    play: (player) => withHooks(player, () => logging(player), []),
  },
});

async function withHooks(
  player: Player,
  commandOf: (event: string) => string,
  flags: readonly string[] = [`--${TRUST_FLAG}`],
): Promise<ExecResult> {
  const hooks = [...HOOK_EVENTS, ...OTHER_EVENTS].map((event) => [
    event,
    [{ hooks: [{ type: 'command', command: commandOf(event) }] }],
  ]);
  player.write('codexHome', 'hooks.json', JSON.stringify({ hooks: Object.fromEntries(hooks) }));
  player.keep('home', HOOK_LOG);
  return await player.exec([...flags, HOOK_PROMPT], { sandbox: 'danger-full-access' });
}

function logging({ places }: Player): string {
  return `input=$(cat); printf '%s\\n' "$input" >> '${join(places.home, HOOK_LOG)}'`;
}

function deciding(player: Player, event: string): string {
  const log = logging(player);
  if (event === 'SessionStart') return `${log}; echo '${HOOK_WORDS.context}'`;
  if (event === 'PreToolUse') return `${log}; echo '${HOOK_WORDS.refusal}' >&2; exit 2`;
  if (event !== 'Stop') return log;
  const block = JSON.stringify({ decision: 'block', reason: HOOK_WORDS.reason });
  return `${log}; case "$input" in *'"stop_hook_active":true'*) ;; *) echo '${block}' ;; esac`;
}
