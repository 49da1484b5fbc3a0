import { startCodex, type CodexProcess } from '../codex/codex-process.ts';
import type { LaunchSite } from '../codex/launch-options.ts';
import { processRecord } from '../recording/process-record.ts';
import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import { Connection } from './connection.ts';
import { ConnectionClosedError, ResponseError } from './connection-errors.ts';
import { stdioLineDuplex } from './line-duplex.ts';
import { ThreadHolder, TurnHolder } from './schemas.ts';
import { completesTurn } from './turn.ts';

/** One turn of a new thread. */
export interface AppServerTurn {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  readonly prompt: string;
}

/** One app-server process, and what is said to it. */
export interface AppServerSession {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  /** Arguments after `app-server`. */
  readonly args: readonly string[];
  /**
   * Speaks with the server. What codex does, an error answer or the end of the connection, may be thrown; when this settles
   * stdin is closed.
   */
  converse(connection: Connection, process: Pick<CodexProcess, 'signal'>): Promise<void>;
}

/** As overrides of the configuration, since versions spell the same parameters of `thread/start` differently. */
export const CAUTIOUS = ['-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="never"'] as const;

/** How the suite introduces itself. */
const CLIENT_INFO = { name: 'codex-conformance', title: 'codex-conformance', version: '1' };

/**
 * Starts an app-server, shakes hands, runs one turn of a new thread to its end and closes stdin.
 * Whatever codex answers, or does not, is on the recorded wire. Rejects only for faults of the suite.
 */
export async function driveAppServerTurn(site: LaunchSite, { process, prompt }: AppServerTurn): Promise<ProcessRecord> {
  return await driveAppServer(site, {
    process,
    args: CAUTIOUS,
    async converse(connection) {
      await shakeHands(connection);
      await runTurn(connection, await startThread(connection), prompt);
    },
  });
}

/**
 * Starts an app-server, has the conversation, closes stdin and waits for the end.
 * Whatever codex answers, or does not, is on the recorded wire. Rejects only for faults of the suite.
 */
export async function driveAppServer(site: LaunchSite, session: AppServerSession): Promise<ProcessRecord> {
  const { process, args } = session;
  const wire: WireLine[] = [];
  const faults: unknown[] = [];
  const argv = ['app-server', ...args];
  site.onSpawn(process);
  const codex = startCodex({ ...site, argv });
  const connection = new Connection(stdioLineDuplex(codex.stdin, codex.stdout), {
    onFault: (error) => faults.push(error),
  });
  connection.onTraffic((from, text) => wire.push({ t_ms: codex.elapsed(), from, text }));
  connection.open();
  let turnEndedMs: number | null = null;
  try {
    // Who waits for something else than the server must not wait for a server that has gone.
    await Promise.race([session.converse(connection, codex), closed(connection)]);
    turnEndedMs = codex.elapsed();
  } catch (error) {
    if (
      !(error instanceof ResponseError) &&
      !(error instanceof ConnectionClosedError) &&
      !(error instanceof UnreadableAnswer)
    ) {
      faults.push(error);
    }
  }
  codex.expectExitWithin(site.exitGraceMs);
  connection.close();
  // That leaves stdin alone where the server closed the connection: one that closed its stdout and stays waits for it.
  codex.stdin.end();
  const end = await codex.ended;
  if (faults.length > 0) throw faults[0];
  return processRecord({ process, argv, stdin: null, env: site.env, stdout: '', wire, turnEndedMs }, end);
}

/** Rejects when the connection closes. */
async function closed(connection: Connection): Promise<never> {
  return await new Promise((_resolve, reject) => {
    connection.onClose((reason) => reject(new ConnectionClosedError('The conversation ends', reason, [])));
  });
}

/** Introduces the suite to the server. Gives what it answers to `initialize`. */
export async function shakeHands(
  connection: Connection,
  params: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const answer = await connection.request('initialize', { clientInfo: CLIENT_INFO, ...params });
  connection.notify('initialized');
  return answer;
}

/** Starts a thread and gives its id. */
export async function startThread(
  connection: Connection,
  params: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const thread = ThreadHolder.safeParse(await connection.request('thread/start', params)).data?.thread.id;
  if (thread === undefined) throw new UnreadableAnswer('thread/start');
  return thread;
}

/** Starts a turn, without waiting for its end, and gives its id. */
export async function startTurn(
  connection: Connection,
  threadId: string,
  prompt: string,
  params: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const input = [{ type: 'text', text: prompt }];
  const turn = TurnHolder.safeParse(await connection.request('turn/start', { threadId, input, ...params })).data?.turn;
  if (turn === undefined) throw new UnreadableAnswer('turn/start');
  return turn.id;
}

/** Waits for the end of a turn, which may have come before. */
export async function endOfTurn(connection: Connection, threadId: string, turnId: string): Promise<void> {
  await connection.waitForNotification((notification) => completesTurn(notification, threadId, turnId), {
    sinceStart: true,
  });
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

/** The answer came, but without the id that the next request needs. The wire shows it. */
class UnreadableAnswer extends Error {
  constructor(method: string) {
    super(`The answer to ${method} has no id`);
    this.name = 'UnreadableAnswer';
  }
}
