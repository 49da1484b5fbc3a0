import { mutantsOf, type Mutant } from '../mutant.ts';
import { eachProcess, type Mutation } from '../../mutations/mutations.ts';

const noProcess: Mutation = (recording) => ({ ...recording, processes: [] });
const noRequest: Mutation = (recording) => ({ ...recording, model: [] });
const unable: Mutation = (recording) => ({ ...recording, codex: { ...recording.codex, capabilities: [] } });

/** What the checks of single scenarios cannot judge. */
export const untestableOfPrograms: readonly Mutant[] = [
  ...[
    'exec/stdin/no-prompt-refused',
    'exec/schema/unreadable-refused',
    'exec/config/invalid-refused',
    'exec/flags/repository-required',
    'exec/flags/usage-error-is-2',
    'exec/resume/unknown-thread-refused',
    'exec/mcp/required-server-refused',
    'exec/text/final-message-only',
    'exec/mcp/outcome-in-item',
    'exec/last-message/is-final',
  ].flatMap((check) => mutantsOf(check, { 'no process': noProcess })),
  ...mutantsOf('exec/resume/ephemeral-thread-refused', { 'no process': noProcess, 'no such flag': unable }),
  ...mutantsOf('exec/resume/ephemeral-turn-not-kept', { 'no request': noRequest, 'no such flag': unable }),
  ...mutantsOf('exec/last-message/kept-on-failure', {
    'a turn that does not fail': eachProcess(() => ({ exit_code: 0 })),
  }),
  ...[
    'exec/schema/in-each-request',
    'exec/image/reaches-model',
    'exec/context/agents-files-in-order',
    'exec/context/override-replaces',
    'exec/config/overrides-reach-model',
    'exec/resume/settings-reach-model',
    'exec/environment/key-of-provider-sent',
  ].flatMap((check) => mutantsOf(check, { 'no request': noRequest })),
];
