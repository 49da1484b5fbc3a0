import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { lastProcess, requests, said, type Mutation } from './mutations.ts';

const KILLED = { exit_code: null, signal: 'SIGKILL' } satisfies Partial<ProcessRecord>;

/** What the checks of every process must notice. */
export const runMutants: readonly Mutant[] = [
  ...mutantsOf('run/process/exits-by-itself', {
    'outlives its deadline': lastProcess(() => ({ ...KILLED, ended_by: 'deadline' })),
    'hangs after its turn': lastProcess(() => ({ ...KILLED, ended_by: 'hang' })),
    'is killed from outside': lastProcess(() => ({ exit_code: null, signal: 'SIGSEGV' })),
    'is interrupted': lastProcess(() => ({ ...KILLED, ended_by: 'interrupt' })),
    'cannot be started': lastProcess(() => ({
      ended_by: 'spawn-error',
      spawn_error: 'spawn ENOENT',
      exit_code: null,
      stdout: '',
      wire: [],
    })),
  }),
  ...mutantsOf('run/process/leaves-no-child', {
    'leaves a child behind': lastProcess(() => ({ survivors: ['sleep 1000'] })),
    'leaves two behind': lastProcess(() => ({
      survivors: ['a process that cannot be found holds the output open', 'bwrap'],
    })),
  }),
  ...mutantsOf('run/network/stays-on-loopback', {
    'tunnels to a host': reaching('api.openai.com:443'),
    'asks a host in plain': reaching('http://example.com/latest'),
  }),
  ...mutantsOf('run/model/requests-well-formed', {
    'sends a malformed request': violating('`stream` is not true'),
    'asks once too often': violating('unscripted request: number 2'),
  }),
  ...mutantsOf('run/model/asked-in-each-turn', {
    'loses the prompt': said(isLastPrompt, () => undefined),
    'drops the last letter of the prompt': said(isLastPrompt, (text) => text.slice(0, -1)),
    'adds a line to the prompt': said(isLastPrompt, (text) => `${text}\n`),
    'wraps the prompt': said(isLastPrompt, (text) => `<user_query>${text}</user_query>`),
    'never asks': requests(() => []),
    'asks in another turn': requests((exchange) => [{ ...exchange, process: 9 }]),
  }),
];

function violating(violation: string): Mutation {
  return requests((exchange) => [{ ...exchange, violations: [violation] }]);
}

function reaching(target: string): Mutation {
  return (recording) => ({ ...recording, network: [{ process: 1, t_ms: 5, target }] });
}

function isLastPrompt(text: string, { expected }: Recording): boolean {
  return text === expected.turns.at(-1)?.prompt;
}
