import type { LaunchOptions } from '../codex/launch-options.ts';
import { processRecord } from '../recording/process-record.ts';
import type { ModelProgress, ProcessRecord } from '../recording/recording.ts';
import { objectOf } from '../util/json-object.ts';
import { createParser, type ParsedLine } from './parser.ts';
import { isTerminalEvent } from './transcript.ts';

/** One turn of `codex exec`. */
export interface ExecTurn {
  /** Counts from 1 within the scenario. */
  readonly process: number;
  readonly argv: readonly string[];
  /** Written to stdin, which is then closed, as codex waits for that. */
  readonly stdin: string | Uint8Array;
  /** Leave stdin open, like a program that forgets to close it. @default false */
  readonly holdStdin?: boolean;
  readonly onLine?: (line: ParsedLine, running: RunningExec) => void;
  readonly onStart?: (running: RunningExec) => void;
}

/** A running `codex exec`. */
export interface RunningExec {
  signal(name: NodeJS.Signals): void;
  /** Closes the reading end of stdout, like a program that exits. */
  closeStdout(): void;
}

/** Runs one `codex exec` to its end and records it. Rejects only for faults of the suite. */
export async function driveExec(site: LaunchOptions, turn: ExecTurn): Promise<ProcessRecord> {
  const parser = createParser();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let stdout = '';
  const arrivals: ModelProgress[] = [];
  let turnEndedMs: number | null = null;
  // Commands that only read the scenarios do without it.
  const { startCodex } = await import('../codex/codex-process.ts');
  site.onSpawn(turn.process);
  const codex = startCodex({ ...site, argv: turn.argv });
  const running: RunningExec = {
    signal: (name) => codex.signal(name),
    closeStdout: () => void codex.stdout.destroy(),
  };
  codex.stdout.on('data', (chunk: Uint8Array) => {
    stdout += decoder.decode(chunk, { stream: true });
    const lines = parser.push(chunk);
    const progress = site.modelProgress?.();
    if (progress !== undefined) arrivals.push(...lines.map(() => progress));
    if (lines.length > 0) site.onFirstLine?.(turn.process);
    for (const line of lines) {
      site.onEvent?.(turn.process, nameOf(line));
      turn.onLine?.(line, running);
    }
    if (!lines.some(endsTurn)) return;
    turnEndedMs ??= codex.elapsed();
    codex.expectExitWithin(site.exitGraceMs);
  });
  codex.stdout.on('close', () => site.onFirstLine?.(turn.process));
  if (turn.holdStdin === true) codex.stdin.write(turn.stdin);
  else codex.stdin.end(turn.stdin);
  turn.onStart?.(running);
  const end = await codex.ended;
  const { process, argv } = turn;
  const progress = site.modelProgress?.();
  if (progress !== undefined) arrivals.push(...parser.end().map(() => progress));
  const stdin = typeof turn.stdin === 'string' ? turn.stdin : Buffer.from(turn.stdin).toString();
  return processRecord(
    {
      process,
      argv,
      stdin,
      env: site.env,
      stdout: stdout + decoder.decode(),
      ...(progress === undefined ? {} : { arrivals }),
      wire: [],
      turnEndedMs,
    },
    end,
  );
}

function nameOf(line: ParsedLine): string {
  if (line.kind === 'event') return line.event.type;
  const type = 'value' in line ? objectOf(line.value)['type'] : undefined;
  return typeof type === 'string' ? type : line.kind;
}

function endsTurn(line: ParsedLine): boolean {
  return line.kind === 'event' && isTerminalEvent(line.event);
}
