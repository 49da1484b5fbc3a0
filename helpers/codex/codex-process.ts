import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { execa } from 'execa';
import { killAll, killGroup, survivorsAfter } from './kill.ts';
import { forgetGroup, isInterrupted, noteGroup, type RunFolder } from './run-folder.ts';

/** Milliseconds that helpers of codex get to go away after it has exited. */
const SURVIVOR_GRACE_MS = 1000;

/** How a process came to its end. */
export type ProcessEnding = 'itself' | 'deadline' | 'hang' | 'interrupt' | 'spawn-error';

/** What to start, and for how long. */
export interface ProcessOptions {
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly runFolder: RunFolder;
  /** A folder that only this process and its children know of: by it, children that left the group are found. */
  readonly mark: string;
  /** Milliseconds after which it is killed. */
  readonly deadlineMs: number;
}

/** All that is known of a process once it is gone. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly endedBy: ProcessEnding;
  readonly spawnError: string | null;
  readonly stderr: string;
  /** Commands of the children that it left behind. They are dead by now. */
  readonly survivors: readonly string[];
  /** Milliseconds since the spawn. */
  readonly firstOutputMs: number | null;
  readonly durationMs: number;
}

/** One running codex, in a process group of its own. */
export interface CodexProcess {
  readonly stdin: Writable;
  /** Flows at once: listen in the same tick as the start. */
  readonly stdout: Readable;
  /** Milliseconds since the spawn. */
  elapsed(): number;
  /** Kills it as hung unless it exits within this many milliseconds. The first call counts. */
  expectExitWithin(ms: number): void;
  /** Settles when it is gone, its output is read to the end and no child of it is left. Never rejects. */
  readonly ended: Promise<ProcessEnd>;
}

/** Starts codex. What cannot be started is reported by {@link CodexProcess.ended}. */
export function startCodex(options: ProcessOptions): CodexProcess {
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  const subprocess = execa(options.program, [...options.argv], {
    cwd: options.cwd,
    env: { ...options.env },
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'pipe',
    killDescendants: true,
  });
  const child = subprocess.nodeChildProcess;
  const stdin = child.stdin!;
  // A codex that has exited does not read on; its exit says so better than EPIPE.
  stdin.on('error', () => undefined);

  let firstOutputMs: number | null = null;
  let stderr = '';
  const decoder = new TextDecoder();
  const output = [
    drained(child.stdout!, () => (firstOutputMs ??= elapsed())),
    drained(child.stderr!, (chunk) => (stderr += decoder.decode(chunk, { stream: true }))),
  ];

  let killedAs: ProcessEnding | undefined;
  const pgid = child.pid;
  const kill = (ending: ProcessEnding): void => {
    killedAs ??= ending;
    if (pgid !== undefined) killGroup(pgid);
  };
  const timers = [setTimeout(() => kill('deadline'), options.deadlineMs)];
  let exitExpected = false;

  const end = async (): Promise<ProcessEnd> => {
    if (pgid === undefined) {
      const result = await subprocess;
      timers.forEach(clearTimeout);
      return ending({ endedBy: 'spawn-error', spawnError: result.originalMessage ?? result.code ?? 'unknown reason' });
    }
    noteGroup(options.runFolder, pgid);
    const [exitCode, signal] = (await exited(child)) as [number | null, string | null];
    const durationMs = elapsed();
    timers.forEach(clearTimeout);
    const groups = new Set([pgid]);
    const survivors = await survivorsAfter(groups, options.mark, SURVIVOR_GRACE_MS);
    await killAll(groups, options.mark);
    await Promise.all(output);
    forgetGroup(options.runFolder, pgid);
    const endedBy = killedAs ?? (signal !== null && isInterrupted(options.runFolder) ? 'interrupt' : 'itself');
    return { ...ending({ endedBy }), exitCode, signal, survivors: survivors.map(({ command }) => command), durationMs };
  };
  const ending = (known: Pick<ProcessEnd, 'endedBy'> & Partial<ProcessEnd>): ProcessEnd => ({
    exitCode: null,
    signal: null,
    spawnError: null,
    stderr,
    survivors: [],
    firstOutputMs,
    durationMs: elapsed(),
    ...known,
  });

  return {
    stdin,
    stdout: child.stdout!,
    elapsed,
    expectExitWithin(ms) {
      if (exitExpected) return;
      exitExpected = true;
      timers.push(setTimeout(() => kill('hang'), ms));
    },
    ended: end(),
  };
}

/** Node reports the exit once only, and may have done so before anybody listens. */
async function exited(child: { exitCode: number | null; signalCode: string | null } & NodeJS.EventEmitter): Promise<unknown[]> {
  return child.exitCode === null && child.signalCode === null ? await once(child, 'exit') : [child.exitCode, child.signalCode];
}

function drained(stream: Readable, onChunk: (chunk: Uint8Array) => unknown): Promise<void> {
  stream.on('data', onChunk);
  return new Promise((resolve) => {
    stream.on('close', resolve);
    stream.on('error', () => resolve());
  });
}
