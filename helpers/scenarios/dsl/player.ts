import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CAUTIOUS, driveAppServer, type AppServerSession } from '../../app-server/drive.ts';
import type { CodexProcess } from '../../codex/codex-process.ts';
import type { Places } from '../../codex/snapshot.ts';
import { driveExec, type ExecTurn } from '../../exec/drive.ts';
import { parseText } from '../../exec/parser.ts';
import { threadId } from '../../exec/transcript.ts';
import { eventName, notificationName } from '../../queries/told-events.ts';
import type { ProcessRecord, ToldEvent } from '../../recording/recording.ts';
import type { Drive, ScenarioContext } from '../scenario.ts';
import { createClient, type Client } from './client.ts';
import { gateOf } from './gates.ts';

/** In no catalogue of models, so that each version offers its standard tools. */
export const UNKNOWN_MODEL = 'scripted-model';

/** Milliseconds; more than ten times what a process of an extended scenario needs. */
const DEADLINE_MS = 20_000;

/** Options of a process. */
export interface StartOptions {
  /** Overrides of the configuration: `-c key=value`, with the value as TOML. */
  readonly config?: Readonly<Record<string, string>>;
  /** The model, by name; null for the default of the binary. @default a name that no catalogue has */
  readonly model?: string | null;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is killed. @default 20000 */
  readonly deadlineMs?: number;
  readonly cwd?: string;
  /** Started instead of the codex under test, such as a copy of it. */
  readonly program?: string;
}

/** Options of `codex exec`. */
export interface ExecOptions extends StartOptions, Pick<ExecTurn, 'holdStdin' | 'onLine' | 'onStart'> {
  /** Written to stdin, which is then closed. @default nothing */
  readonly stdin?: ExecTurn['stdin'];
  /** The value of `--sandbox`; null for none. @default read-only */
  readonly sandbox?: string | null;
}

/** The result of a `codex exec`. */
export interface ExecResult {
  readonly record: ProcessRecord;
  /** The thread id that it printed, else the id of an unknown thread. */
  readonly thread: string;
}

/** The actions of an extended scenario. Records each process, numbered in the order of their starts. */
export interface Player {
  readonly places: Places;
  readonly modelUrl: string;
  readonly program: string;
  /** Resolves after this number of requests to the model. */
  readonly requested: (count: number) => Promise<void>;
  readonly open: (name: string) => void;
  /** Resolves when a gate is open. */
  readonly opened: (name: string) => Promise<void>;
  /** Writes a file into the world. Returns its absolute path. */
  readonly write: (place: keyof Places, path: string, text: string | Uint8Array) => string;
  /** Records the text of a file, if it exists at the end. Returns its absolute path. */
  readonly keep: (place: keyof Places, path: string) => string;
  /** Adds a note for readers of the results. */
  readonly note: (text: string) => void;
  /** Runs `codex exec --json` with these arguments after the options, until it exits. */
  readonly exec: (args: readonly string[], options?: ExecOptions) => Promise<ExecResult>;
  /** Runs codex with exactly these arguments, until it exits. */
  readonly command: (argv: readonly string[], options?: CommandOptions) => Promise<ExecResult>;
  /** Starts `codex app-server`, runs the conversation and ends the process. */
  readonly server: (converse: Conversation, options?: ServerOptions) => Promise<ProcessRecord>;
}

/** Options of a command without added flags. */
export type CommandOptions = Omit<ExecOptions, 'sandbox' | 'config' | 'model'>;

/** Options of `codex app-server`. */
export interface ServerOptions
  extends StartOptions, Pick<AppServerSession, 'transport' | 'offersCompression' | 'headers'> {
  /** @default a read-only sandbox, and no approvals */
  readonly args?: readonly string[];
}

/** No sandbox and no approvals. The network guard of the world still applies. */
export const UNSANDBOXED: ServerOptions = {
  args: ['-c', 'sandbox_mode="danger-full-access"', '-c', 'approval_policy="never"'],
};

type Conversation = (client: Client, process: Pick<CodexProcess, 'signal'>) => Promise<unknown>;

/** Milliseconds for which a process may wait, in all, for what the program has to be told. */
const LONGEST_WAIT_MS = 8000;

const NO_THREAD = '01999999-0000-7000-8000-000000000000';

/** Plays one app-server process: the handshake, then the conversation. */
export function withClient(
  converse: Conversation,
  options?: ServerOptions,
): (player: Player) => Promise<ProcessRecord> {
  return ({ server }) =>
    server(async (client, process) => {
      await client.initialize();
      await converse(client, process);
    }, options);
}

/**
 * Makes the player of one scenario, and `drive`, which returns its recorded processes, notes and kept files.
 *
 * @param told what the program has to be told: the gate with the name of the event opens when it is, or after 8 seconds
 */
export function createPlayer(
  context: ScenarioContext,
  told: readonly ToldEvent[] = [],
): { readonly player: Player; readonly drive: () => Drive } {
  const { scripted } = context;
  if (scripted === null) throw new Error('Extended scenarios are not played live');
  const { places, modelUrl, requested, script } = scripted;
  const records: ProcessRecord[] = [];
  const notes: string[] = [];
  const kept: string[] = [];
  const given = new Map<string, string | null>();
  let started = 0;
  const number = (): number => (started += 1);
  const keep = (record: ProcessRecord): ProcessRecord => (records[record.process - 1] = record);

  const open = (name: string): void => gateOf(script, name).open();
  const eventsOf = (process: number): string[] =>
    told.filter((one) => one.process === process).map(({ event }) => event);
  const openingAtLast = async <T>(process: number, driven: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => eventsOf(process).forEach(open), LONGEST_WAIT_MS);
    try {
      return await driven;
    } finally {
      clearTimeout(timer);
    }
  };

  const command: Player['command'] = async (argv, options = {}) => {
    const { stdin = '', holdStdin = false, onLine, onStart } = options;
    const process = number();
    const events = eventsOf(process);
    const turn: ExecTurn = {
      process,
      argv,
      stdin,
      holdStdin,
      onLine(line, running) {
        const name = eventName(line);
        if (events.includes(name)) open(name);
        onLine?.(line, running);
      },
      ...(onStart === undefined ? {} : { onStart }),
    };
    const record = keep(await openingAtLast(process, driveExec(contextFor(context, options), turn)));
    return { record, thread: threadId(parseText(record.stdout)) ?? NO_THREAD };
  };

  const player: Player = {
    places,
    modelUrl,
    program: context.program,
    requested,
    open,
    opened: (name) => gateOf(script, name).opened,
    command,
    keep(place, path) {
      const file = join(places[place], path);
      kept.push(file);
      return file;
    },
    note: (text) => void notes.push(text),
    write(place, path, text) {
      const file = join(places[place], path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      if (place === 'workspace') given.set(path, typeof text === 'string' ? text : null);
      return file;
    },
    async exec(args, options = {}) {
      const { sandbox = 'read-only' } = options;
      const flags = sandbox === null ? [] : ['--sandbox', sandbox];
      return await command(
        ['exec', '--json', '--skip-git-repo-check', ...flags, ...overrides(options), ...args],
        options,
      );
    },
    async server(converse, options = {}) {
      const own = number();
      const session: AppServerSession = {
        process: own,
        args: [...(options.args ?? CAUTIOUS), ...overrides(options)],
        transport: options.transport,
        offersCompression: options.offersCompression,
        headers: options.headers,
        converse: async (connection, process) => {
          for (const event of eventsOf(own)) {
            const seen = connection.waitForNotification((one) => notificationName(one) === event, event);
            seen.then(
              () => open(event),
              () => undefined,
            );
          }
          await converse(createClient(connection), process);
        },
      };
      return keep(await openingAtLast(own, driveAppServer(contextFor(context, options), session)));
    },
  };
  return {
    player,
    drive: () => ({
      processes: records,
      notes,
      kept,
      given: [...given].map(([path, text]) => ({ path, text })),
    }),
  };
}

function contextFor(context: ScenarioContext, options: CommandOptions): ScenarioContext {
  const { env = {}, deadlineMs = DEADLINE_MS, cwd = context.cwd, program = context.program } = options;
  const shorter = Math.min(deadlineMs, context.deadlineMs);
  return { ...context, program, env: { ...context.env, ...env }, deadlineMs: shorter, cwd };
}

function overrides({ model = UNKNOWN_MODEL, config = {} }: StartOptions): string[] {
  const settings = model === null ? config : { model: JSON.stringify(model), ...config };
  return Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}
