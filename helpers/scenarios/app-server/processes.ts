import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { UNSANDBOXED, withClient } from '../dsl/player.ts';
import { base64, EXPERIMENTAL } from './params.ts';

const sandboxPolicy = { type: 'dangerFullAccess' } as const;

/** What the client writes to `cat`, piece by piece. */
const PIECES = ['one\n', 'two\n'] as const;

/** Prints the size of its terminal, and again after a line of stdin. */
const PRINTS_SIZE = ['sh', '-c', 'stty size; read line; stty size'] as const;
const SIZE = { rows: 24, cols: 80 } as const;
const OTHER_SIZE = { rows: 40, cols: 100 } as const;

/** Without a timeout of the server only its termination ends it. */
const SLEEPS = ['sleep', '600'] as const;

/** The methods of one family of processes. */
interface Family {
  readonly start: string;
  /** The param that names the process. */
  readonly key: string;
  readonly write: string;
  readonly resize: string;
  readonly terminate: string;
  readonly delta: string;
  /** Resolves when the process has ended, given the response to its start. */
  readonly ended: (client: Client, name: string, started: Promise<unknown>) => Promise<unknown>;
  readonly params: object;
  /** Switches off the timeout of the server. */
  readonly unlimited: object;
}

const COMMANDS: Family = {
  start: 'command/exec',
  key: 'processId',
  write: 'command/exec/write',
  resize: 'command/exec/resize',
  terminate: 'command/exec/terminate',
  delta: 'command/exec/outputDelta',
  ended: (_, __, started) => started,
  params: { sandboxPolicy },
  unlimited: { disableTimeout: true },
};

const PROCESSES: Family = {
  start: 'process/spawn',
  key: 'processHandle',
  write: 'process/writeStdin',
  resize: 'process/resizePty',
  terminate: 'process/kill',
  delta: 'process/outputDelta',
  ended: (client, name) =>
    client.seen('process/exited', ({ params }) => (params as { processHandle: unknown }).processHandle === name),
  params: {},
  unlimited: { timeoutMs: null },
};

/** Processes that the client starts, writes to and terminates. */
export const processScenarios = extendedScenarios(import.meta.url, {
  'app-server/processes/commands': {
    about:
      'The client runs commands with a stdin, with a terminal, and one that it terminates; each also with an unknown process.',
    breaks: ['valid-requests', 'threads'],
    model: [],
    play: withClient((client) => interact(client, COMMANDS), UNSANDBOXED),
  },
  'app-server/processes/spawned': {
    about: 'With the experimental API the client does the same with processes outside of any sandbox.',
    breaks: ['valid-requests', 'threads'],
    model: [],
    async play({ server, places: { workspace } }) {
      await server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        await interact(client, { ...PROCESSES, params: { cwd: workspace } });
      }, UNSANDBOXED);
    },
  },
  'app-server/processes/sandboxed': {
    about: 'The client runs commands that write a file, one with each sandbox policy.',
    breaks: ['valid-requests', 'threads', 'writes-nothing', 'read-only'],
    model: [],
    play: withClient(async (client) => {
      for (const type of ['readOnly', 'workspaceWrite', 'externalSandbox', 'dangerFullAccess']) {
        await client.ask('command/exec', {
          command: ['sh', '-c', `echo ${type} > ${type}.txt`],
          sandboxPolicy: { type },
        });
      }
      await client.ask('command/exec', { command: ['true'], sandboxPolicy: { type: 'haiku' } });
    }, UNSANDBOXED),
  },
});

async function interact(
  client: Client,
  { start, key, write, resize, terminate, delta, ended, params, unlimited }: Family,
): Promise<void> {
  const begin = (name: string, more: object): Promise<unknown> =>
    client.ask(start, { ...params, [key]: name, ...more });
  const output = (name: string): Promise<unknown> =>
    client.seen(delta, (one) => (one.params as Record<string, unknown>)[key] === name);

  const echo = begin('echo', { command: ['cat'], streamStdin: true, streamStdoutStderr: true });
  for (const piece of PIECES) {
    const written = await client.ask(write, { [key]: 'echo', deltaBase64: base64(piece) });
    if (written === null) return void (await echo);
  }
  await client.ask(write, { [key]: 'echo', closeStdin: true });
  await ended(client, 'echo', echo);

  const terminal = begin('terminal', { command: PRINTS_SIZE, tty: true, size: SIZE });
  await output('terminal');
  await client.ask(resize, { [key]: 'terminal', size: OTHER_SIZE });
  await client.ask(write, { [key]: 'terminal', deltaBase64: base64('go\n') });
  await ended(client, 'terminal', terminal);

  const sleeps = begin('sleeps', { command: SLEEPS, ...unlimited });
  await client.ask(resize, { [key]: 'sleeps', size: SIZE });
  await client.ask(terminate, { [key]: 'sleeps' });
  await ended(client, 'sleeps', sleeps);

  const unknown = { [key]: 'unknown', deltaBase64: base64('go\n'), size: SIZE };
  for (const method of [write, resize, terminate]) await client.ask(method, unknown);
  await client.ask(start, { ...params, [key]: 'empty', command: [] });
}
