import type { Readable, Writable } from 'node:stream';
import { execa } from 'execa';
import { startStopwatch } from '../util/stopwatch.ts';
import type { EndedBy } from './ended-by.ts';
import { drained, exitOf, keepStart, settlesWithin, weightOf } from './child-events.ts';
import { killAll, killGroup, survivorsAfter } from './kill.ts';
import { forgetGroup, isInterrupted, noteGroup, type RunFolder } from './run-folder.ts';

/** What stands for a process that keeps the output open and cannot be found: it gave up its group and its environment. */
const UNSEEN = 'a process that cannot be found holds the output open';

/** Bytes. V8 has no string above 512 MB, and in the file of a wire, which is one, JSON may need six bytes for one. */
const MAX_STDOUT_BYTES = 64 * 2 ** 20;

/** Bytes. Far more than anybody reads; what is said beyond it costs memory only. */
const MAX_STDERR_BYTES = 64 * 2 ** 20;

/** What to start, and for how long. */
export interface ProcessOptions {
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly runFolder: RunFolder;
  /** A folder that only this process and its children know of: by it, children that left the group are found. */
  readonly mark: string;
  /** Milliseconds after which it is killed. */
  readonly deadlineMs: number;
  /**
   * Milliseconds that its children get to go away, and its output to end, after it has exited.
   *
   * @default 1000
   */
  readonly survivorGraceMs?: number;
  /**
   * Bytes of stdout, by {@link weightOf}, after which it is killed. Nothing is read after the piece that
   * passes the limit.
   *
   * @default 67_108_864
   */
  readonly maxStdoutBytes?: number;
  /**
   * Bytes of stderr that are kept. How many came after them is noted at their end.
   *
   * @default 67_108_864
   */
  readonly maxStderrBytes?: number;
}

/** All that is known of a process once it is gone. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly endedBy: EndedBy;
  readonly spawnError: string | null;
  readonly stderr: string;
  /** Commands of the children that it left behind. They are dead by now, unless nothing kills them. */
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
  /** Sends a signal to it, and not to its children. Does nothing once it has exited. */
  signal(name: NodeJS.Signals): void;
  /** Kills it as hung unless it exits within this many milliseconds. The first call counts; none does once it has exited. */
  expectExitWithin(ms: number): void;
  /**
   * Settles when it is gone, its output is read to the end and no child of it is left.
   * Rejects only if the folder of the run cannot be written to; the process is dead then too.
   */
  readonly ended: Promise<ProcessEnd>;
}

/** Starts codex. What cannot be started is reported by {@link CodexProcess.ended}. */
export function startCodex(options: ProcessOptions): CodexProcess {
  const { runFolder, mark, survivorGraceMs = 1000, maxStdoutBytes = MAX_STDOUT_BYTES } = options;
  const elapsed = startStopwatch();
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
  let stdoutWeight = 0;
  const stderr = keepStart(options.maxStderrBytes ?? MAX_STDERR_BYTES);
  const output = Promise.all([
    drained(child.stdout!, (chunk) => {
      firstOutputMs ??= elapsed();
      stdoutWeight += weightOf(chunk);
      if (stdoutWeight <= maxStdoutBytes) return;
      kill('output-limit');
      child.stdout!.destroy();
    }),
    drained(child.stderr!, (chunk) => stderr.push(chunk)),
  ]);

  let killedAs: EndedBy | undefined;
  const pgid = child.pid;
  const kill = (ending: EndedBy): void => {
    if (pgid === undefined) return;
    killedAs ??= ending;
    // The number of its group may be given to somebody else by then.
    if (!exited) killGroup(pgid);
  };
  const timers = [setTimeout(() => kill('deadline'), options.deadlineMs)];
  let exitExpected = false;
  let exited = false;

  const end = async (): Promise<ProcessEnd> => {
    if (pgid === undefined) {
      const result = await subprocess;
      exited = true;
      timers.forEach(clearTimeout);
      return ending({ endedBy: 'spawn-error', spawnError: result.originalMessage ?? result.code ?? 'unknown reason' });
    }
    try {
      noteGroup(runFolder, pgid);
      // An interruption kills the groups that are noted: this one was noted too late for it.
      if (isInterrupted(runFolder)) kill('interrupt');
    } catch (error) {
      killGroup(pgid);
      exited = true;
      timers.forEach(clearTimeout);
      throw error;
    }
    const [exitCode, signal] = await exitOf(child);
    exited = true;
    const durationMs = elapsed();
    timers.forEach(clearTimeout);
    const endedBy = killedAs ?? (signal !== null && isInterrupted(runFolder) ? 'interrupt' : 'itself');
    const groups = new Set([pgid]);
    const survivors = (await survivorsAfter(groups, mark, survivorGraceMs))
      // Those that were killed with it may take a while to die.
      .filter((left) => endedBy === 'itself' || left.pgid !== pgid)
      .map(({ command }) => command);
    await killAll(groups, mark);
    if (!(await settlesWithin(output, survivorGraceMs))) {
      survivors.push(UNSEEN);
      child.stdout!.destroy();
      child.stderr!.destroy();
    }
    forgetGroup(runFolder, pgid);
    return { ...ending({ endedBy }), exitCode, signal, survivors, durationMs };
  };
  const ending = (known: Pick<ProcessEnd, 'endedBy'> & Partial<ProcessEnd>): ProcessEnd => ({
    exitCode: null,
    signal: null,
    spawnError: null,
    stderr: stderr.text(),
    survivors: [],
    firstOutputMs,
    durationMs: elapsed(),
    ...known,
  });

  const ended = end();
  // Who started it may be busy with something else while this rejects.
  ended.catch(() => undefined);
  return {
    stdin,
    stdout: child.stdout!,
    elapsed,
    signal(name) {
      // Until it was waited for, its number cannot be given to somebody else.
      if (!exited) child.kill(name);
    },
    expectExitWithin(ms) {
      if (exitExpected || exited) return;
      exitExpected = true;
      timers.push(setTimeout(() => kill('hang'), ms));
    },
    ended,
  };
}
