import { startCodex } from '../codex/codex-process.ts';
import type { LaunchSite } from '../codex/launch-site.ts';
import { processRecord } from '../recording/process-record.ts';
import type { ProcessRecord } from '../recording/recording.ts';
import { createParser, type ParsedLine } from './parser.ts';
import { isTerminalEvent } from './transcript.ts';

/** One turn of `codex exec`. */
export interface ExecTurn {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  readonly argv: readonly string[];
  /** Written to stdin, which is then closed: codex waits for its end. */
  readonly stdin: string;
}

/** Runs one `codex exec` to its end and records it. Never throws for what codex does. */
export async function driveExec(site: LaunchSite, turn: ExecTurn): Promise<ProcessRecord> {
  const parser = createParser();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let stdout = '';
  let turnEndedMs: number | null = null;
  site.onSpawn(turn.process);
  const codex = startCodex({ ...site, argv: turn.argv });
  codex.stdout.on('data', (chunk: Uint8Array) => {
    stdout += decoder.decode(chunk, { stream: true });
    if (!parser.push(chunk).some(endsTurn)) return;
    turnEndedMs ??= codex.elapsed();
    codex.expectExitWithin(site.exitGraceMs);
  });
  codex.stdin.end(turn.stdin);
  const end = await codex.ended;
  const { process, argv, stdin } = turn;
  return processRecord(
    { process, argv, stdin, env: site.env, stdout: stdout + decoder.decode(), wire: [], turnEndedMs },
    end,
  );
}

function endsTurn(line: ParsedLine): boolean {
  return line.kind === 'event' && isTerminalEvent(line.event);
}
