import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import {
  both,
  events,
  lastProcess,
  leaving,
  notifications,
  requests,
  said,
  type Fields,
  type Mutation,
} from '../mutations/mutations.ts';

const KILLED = { exit_code: null, signal: 'SIGKILL' } satisfies Partial<ProcessRecord>;

/** In parts, so that no scanner takes it for a real one. */
const KEY = ['sk', 'proj', 'Z3vT9qLm4XcW8nRb2KdYp6HsJ1fGaEuN'].join('-');

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
  ...mutantsOf('run/model/asked-no-more-than-needed', {
    'asks twice': requests((exchange) => [exchange, exchange]),
    'asks for a title first': requests((exchange) => [
      { ...exchange, body: { ...(exchange.body as Fields), input: [] } },
      exchange,
    ]),
  }),
  ...mutantsOf('run/files/workspace-untouched', {
    'leaves a file in the workspace': leaving('workspace', 'notes.txt'),
    'leaves a folder in the workspace': leaving('workspace', '.codex/'),
    'leaves a file that looks like the repository': leaving('workspace', '.gitignore'),
  }),
  ...mutantsOf('run/files/repository-untouched', {
    'writes an object': leaving('workspace', '.git/objects/4b/825dc642cb6eb9a060e54bf8d69288fbee4904'),
    'leaves a lock': leaving('workspace', '.git/index.lock'),
  }),
  ...mutantsOf('run/files/home-untouched', {
    'writes a configuration into the home folder': leaving('home', '.codex/config.toml'),
    'leaves a cache in the home folder': leaving('home', '.cache/'),
  }),
  ...mutantsOf('run/files/tmp-empty', {
    'leaves a file in TMPDIR': leaving('tmp', 'codex-bwrap-synthetic-mount-targets-0'),
    'leaves a folder in TMPDIR': leaving('tmp', 'codex-home/'),
  }),
  ...mutantsOf('run/output/no-credentials', {
    'logs a credential': lastProcess(() => ({ stderr: 'ERROR\nOPENAI_API_KEY=<REDACTED>\n' })),
    'logs one that no recorder took out': lastProcess(() => ({ stderr: `OPENAI_API_KEY=${KEY}\n` })),
    'prints a credential': both(
      events('thread.started', (event) => [{ ...event, token: '<REDACTED>' }]),
      notifications('thread/started', (params) => [{ ...params, token: '<REDACTED>' }]),
    ),
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
