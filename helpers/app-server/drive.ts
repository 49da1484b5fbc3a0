import { startCodex } from '../codex/codex-process.ts';
import type { LaunchSite } from '../codex/launch-site.ts';
import { processRecord } from '../recording/process-record.ts';
import type { ProcessRecord, WireLine } from '../recording/recording.ts';
import { Connection } from './connection.ts';
import { ConnectionClosedError, ResponseError } from './connection-errors.ts';
import { stdioLineDuplex } from './line-duplex.ts';
import { ThreadHolder, TurnHolder } from './vocabulary.ts';
import { completesTurn } from './turn.ts';

/** One turn of a new thread. */
export interface AppServerTurn {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  readonly prompt: string;
}

/** As overrides of the configuration, since versions spell the same parameters of `thread/start` differently. */
const CAUTIOUS = ['-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="never"'];

/**
 * Starts an app-server, shakes hands, runs one turn of a new thread to its end and closes stdin.
 * Whatever codex answers, or does not, is on the recorded wire. Rejects only for faults of the suite.
 */
export async function driveAppServerTurn(site: LaunchSite, { process, prompt }: AppServerTurn): Promise<ProcessRecord> {
  const wire: WireLine[] = [];
  const faults: unknown[] = [];
  const argv = ['app-server', ...CAUTIOUS];
  site.onSpawn(process);
  const codex = startCodex({ ...site, argv });
  const connection = new Connection(stdioLineDuplex(codex.stdin, codex.stdout), {
    onFault: (error) => faults.push(error),
  });
  connection.onTraffic((from, text) => wire.push({ t_ms: codex.elapsed(), from, text }));
  connection.open();
  let turnEndedMs: number | null = null;
  try {
    await converse(connection, prompt);
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

async function converse(connection: Connection, prompt: string): Promise<void> {
  const clientInfo = { name: 'codex-conformance', title: 'codex-conformance', version: '1' };
  await connection.request('initialize', { clientInfo });
  connection.notify('initialized');
  const started = await connection.request('thread/start', {});
  const thread = ThreadHolder.safeParse(started).data?.thread.id;
  if (thread === undefined) throw new UnreadableAnswer('thread/start');
  const begun = await connection.request('turn/start', { threadId: thread, input: [{ type: 'text', text: prompt }] });
  const turn = TurnHolder.safeParse(begun).data?.turn.id;
  if (turn === undefined) throw new UnreadableAnswer('turn/start');
  await connection.waitForNotification((notification) => completesTurn(notification, thread, turn), {
    sinceStart: true,
  });
}

/** The answer came, but without the id that the next request needs. The wire shows it. */
class UnreadableAnswer extends Error {
  constructor(method: string) {
    super(`The answer to ${method} has no id`);
    this.name = 'UnreadableAnswer';
  }
}
