import { createServer } from 'node:net';
import { appendFileSync, mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { shell } from '../../model/calls.ts';
import { callsFor, says, waitsFor } from '../../model/responses.ts';
import type { FileRecord } from '../../recording/recording.ts';
import { extendedScenarios, type ExtendedScenario } from '../dsl/extended-scenarios.ts';
import type { Player } from '../dsl/player.ts';

/** A file that a command tries to write. */
interface Target extends Pick<FileRecord, 'place' | 'path'> {
  /** The path for the shell, relative to the workspace. */
  readonly shellPath: string;
}

/** The files that a command tries to write in each sandbox, by name. */
export const TARGETS = {
  inside: { place: 'workspace', path: 'inside.txt', shellPath: 'inside.txt' },
  below: { place: 'workspace', path: 'part/below.txt', shellPath: 'part/below.txt' },
  temporary: { place: 'tmp', path: 'temporary.txt', shellPath: '"$TMPDIR"/temporary.txt' },
  added: { place: 'home', path: 'added/added.txt', shellPath: '../home/added/added.txt' },
  root: { place: 'home', path: 'root/root.txt', shellPath: '../home/root/root.txt' },
  outside: { place: 'home', path: 'outside.txt', shellPath: '../home/outside.txt' },
  repository: { place: 'workspace', path: '.git/hooks-of-model', shellPath: '.git/hooks-of-model' },
} as const satisfies Readonly<Record<string, Target>>;

export type TargetName = keyof typeof TARGETS;

/** The log of the server on loopback that a command tries to reach: a line for each that did, in the home folder. */
export const VISITS = 'visits.txt';

/** A sandbox of `codex exec`, and what its documentation allows. */
interface Sandbox {
  readonly about: string;
  readonly mode: string;
  readonly args?: readonly string[];
  readonly config?: Readonly<Record<string, string>>;
  readonly writes: readonly TargetName[];
  readonly reaches: boolean;
}

/** The worlds are below /tmp, so that a sandbox that can write there could write everywhere. */
const WITHOUT_TMP = { 'sandbox_workspace_write.exclude_slash_tmp': 'true' } as const;

/** The sandboxes by the name of their scenario. */
export const SANDBOXES: Readonly<Record<string, Sandbox>> = {
  'exec/sandbox/read-only': {
    about: 'In a read-only sandbox, commands try to write files in many places and to reach a server on loopback.',
    mode: 'read-only',
    writes: [],
    reaches: false,
  },
  'exec/sandbox/workspace-write': {
    about:
      'In a workspace-write sandbox, commands try to write files in many places and to reach a server on loopback.',
    mode: 'workspace-write',
    config: WITHOUT_TMP,
    writes: ['inside', 'below', 'temporary'],
    reaches: false,
  },
  'exec/sandbox/more-roots': {
    about: 'A workspace-write sandbox has a folder of --add-dir, one of the configuration, the network, and no TMPDIR.',
    mode: 'workspace-write',
    args: ['--add-dir', '../home/added'],
    config: {
      ...WITHOUT_TMP,
      'sandbox_workspace_write.exclude_tmpdir_env_var': 'true',
      'sandbox_workspace_write.network_access': 'true',
    },
    writes: ['inside', 'below', 'added', 'root'],
    reaches: true,
  },
  'exec/sandbox/full-access': {
    about: 'Without a sandbox, commands write files in many places and reach a server on loopback.',
    mode: 'danger-full-access',
    writes: ['inside', 'below', 'temporary', 'added', 'root', 'outside', 'repository'],
    reaches: true,
  },
};

/** Printed by a command that runs in the sandbox at all. */
export const RUNS = 'the sandbox runs commands';

/** Printed by a command that wrote the file. */
export function wrote(target: string): string {
  return `wrote ${target}`;
}

/** Sent to a command that reached the server, and printed by it. */
export const WELCOME = 'welcome to loopback';

/** Succeeds whatever is refused. Sleeps since some versions lose what is printed before they listen, which no event shows. */
const COMMAND = `text=$({ ${[
  `echo ${RUNS}`,
  ...Object.entries(TARGETS).map(([target, { shellPath }]) => `(echo x > ${shellPath}) && echo ${wrote(target)}`),
  '(exec 3<>"/dev/tcp/127.0.0.1/$(cat port.txt)"; echo visit >&3; cat <&3)',
].join('; ')}; } 2>&1); sleep 0.2; echo "$text"`;

/** The turn ends after this event: before 0.150 a command that ends just before its turn may never be completed. */
const ENDED = 'item.completed command_execution';

/** What commands can write and reach in each sandbox. */
export const sandboxScenarios = extendedScenarios(
  import.meta.url,
  Object.fromEntries(Object.entries(SANDBOXES).map(([name, sandbox]) => [name, scenarioOf(sandbox)])),
);

function scenarioOf({ about, mode, args = [], config = {} }: Sandbox): ExtendedScenario {
  return {
    about,
    breaks: ['writes-nothing', ...(mode === 'read-only' ? [] : (['read-only'] as const))],
    shows: ['command-ends', 'given-files', 'waits-for-program'],
    told: [{ process: 1, event: ENDED, request: 2, before: 'end of reply' }],
    model: (gate) => [callsFor(shell(COMMAND)), waitsFor(gate(ENDED), says('done'))],
    async play(player) {
      const { exec, places, write } = player;
      for (const folder of ['home/added', 'home/root', 'workspace/part']) mkdirSync(join(places.home, '..', folder));
      const { port, close } = await startVisited(player);
      write('workspace', 'port.txt', String(port));
      const roots = { 'sandbox_workspace_write.writable_roots': JSON.stringify([join(places.home, 'root')]) };
      try {
        await exec([...args, 'Write and visit.'], {
          sandbox: mode,
          config: { ...config, ...(args.length === 0 ? {} : roots) },
        });
      } finally {
        await close();
      }
    },
  };
}

/** A server that writes what it receives to its log, and replies. */
async function startVisited({ keep }: Player): Promise<{ port: number; close: () => Promise<void> }> {
  const log = keep('home', VISITS);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      appendFileSync(log, data);
      socket.end(`${WELCOME}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
