import type { CodexProcess } from '../codex/codex-process.ts';
import type { LaunchOptions } from '../codex/launch-options.ts';
import { processRecord } from '../recording/process-record.ts';
import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import { Connection } from './connection.ts';
import { ConnectionClosedError, ResponseError } from './connection-errors.ts';
import { classifyLine } from './messages.ts';
import { ThreadHolder, TurnHolder } from './schemas.ts';
import { type Transport, TRANSPORTS, type WebSocketHandshake } from './transports.ts';
import { completesTurn } from './turn.ts';

/** One turn of a new thread. */
export interface AppServerTurn {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  readonly prompt: string;
  /** @default stdio */
  readonly transport?: Transport;
}

/** One app-server process and the conversation with it. */
export interface AppServerSession extends WebSocketHandshake {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  /** Arguments after `app-server`. */
  readonly args: readonly string[];
  /** @default stdio */
  readonly transport?: Transport | undefined;
  /**
   * The conversation. May throw the errors of codex: an error response, a closed connection. Once it settles, stdin is
   * closed, and a server that listens gets SIGTERM.
   */
  converse(connection: Connection, process: Pick<CodexProcess, 'signal'>): Promise<void>;
}

/** Overrides of the configuration, as versions name the parameters of `thread/start` differently. */
export const CAUTIOUS = ['-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="never"'] as const;

const CLIENT_INFO = { name: 'codex-conformance', title: 'codex-conformance', version: '1' };

/**
 * Starts an app-server, initializes it, runs one turn of a new thread to its end and ends it.
 * The recorded wire shows what codex did. Rejects only for faults of the suite.
 */
export async function driveAppServerTurn(
  site: LaunchOptions,
  { process, prompt, transport }: AppServerTurn,
): Promise<ProcessRecord> {
  return await driveAppServer(site, {
    process,
    args: CAUTIOUS,
    transport,
    async converse(connection) {
      await shakeHands(connection);
      await runTurn(connection, await startThread(connection), prompt);
    },
  });
}

/**
 * Starts an app-server, runs the conversation, ends it and waits for the exit.
 * The recorded wire shows what codex did. Rejects only for faults of the suite.
 */
export async function driveAppServer(site: LaunchOptions, session: AppServerSession): Promise<ProcessRecord> {
  const { process, args, transport = 'stdio' } = session;
  const { listen, open, end: endServer } = TRANSPORTS[transport];
  const wire: WireLine[] = [];
  const faults: unknown[] = [];
  const address = listen(site);
  const argv = ['app-server', ...(address === null ? [] : ['--listen', address]), ...args];
  // Commands that only read the scenarios do without it.
  const { startCodex } = await import('../codex/codex-process.ts');
  site.onSpawn(process);
  const codex = startCodex({ ...site, argv });
  const connection = new Connection(open(codex, site, session), {
    onTraffic: (from, text) => {
      const model = from === 'server' ? site.modelProgress?.() : undefined;
      wire.push({ t_ms: codex.elapsed(), from, ...(model === undefined ? {} : { model }), text });
      if (from === 'server' && site.onEvent !== undefined) site.onEvent(process, nameOf(text));
    },
    onFault: (error) => faults.push(error),
  });
  let turnEndedMs: number | null = null;
  try {
    // Stop waiting once the server closes the connection, also for events of the model.
    await Promise.race([session.converse(connection, codex), failWhenClosed(connection)]);
    turnEndedMs = codex.elapsed();
  } catch (error) {
    if (
      !(error instanceof ResponseError) &&
      !(error instanceof ConnectionClosedError) &&
      !(error instanceof MissingId)
    ) {
      faults.push(error);
    }
  }
  codex.expectExitWithin(site.exitGraceMs);
  connection.close();
  // Does not end stdin if the server closed the connection, and a server that only closed its stdout waits for that.
  codex.stdin.end();
  endServer(codex);
  const end = await codex.ended;
  if (faults.length > 0) throw faults[0];
  return processRecord({ process, argv, stdin: null, env: site.env, stdout: '', wire, turnEndedMs }, end);
}

function nameOf(line: string): string {
  const message = classifyLine(line);
  return 'method' in message ? message.method : message.kind;
}

async function failWhenClosed(connection: Connection): Promise<never> {
  throw new ConnectionClosedError('The conversation ends', await connection.closed, []);
}

/** Sends `initialize` and `initialized`. Returns the result of `initialize`. */
export async function shakeHands(
  connection: Connection,
  params: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const answer = await connection.request('initialize', { clientInfo: CLIENT_INFO, ...params });
  connection.notify('initialized');
  return answer;
}

/** Starts a thread and returns its id. */
export async function startThread(
  connection: Connection,
  params: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const thread = ThreadHolder.safeParse(await connection.request('thread/start', params)).data?.thread.id;
  if (thread === undefined) throw new MissingId('thread/start');
  return thread;
}

/** Starts a turn without waiting for its end. Returns its id. */
export async function startTurn(
  connection: Connection,
  threadId: string,
  prompt: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const input = [{ type: 'text', text: prompt }];
  const turn = TurnHolder.safeParse(await connection.request('turn/start', { threadId, input, ...params })).data?.turn;
  if (turn === undefined) throw new MissingId('turn/start');
  return turn.id;
}

/** Resolves when the turn has ended, at once if it has. */
export async function endOfTurn(connection: Connection, threadId: string, turnId: string): Promise<void> {
  await connection.waitForNotification((one) => completesTurn(one, threadId, turnId), 'turn/completed');
}

/** Runs a turn of a thread to its end. */
export async function runTurn(
  connection: Connection,
  threadId: string,
  prompt: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await endOfTurn(connection, threadId, await startTurn(connection, threadId, prompt, params));
}

/** A response without the id that the next request needs. The wire shows it. */
class MissingId extends Error {
  constructor(method: string) {
    super(`The response to ${method} has no id`);
    this.name = 'MissingId';
  }
}
