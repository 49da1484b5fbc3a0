import type { Readable, Writable } from 'node:stream';
import { execa } from 'execa';
import { startStopwatch } from '../util/stopwatch.ts';
import type { EndedBy } from './ended-by.ts';
import { drained, exitOf, keepStart, settlesWithin, weightOf } from './child-events.ts';
import { killAll, killGroup, survivorsAfter } from './kill.ts';
import { forgetGroup, isInterrupted, noteGroup, type RunFolder } from './run-folder.ts';

/** Stands for a process that left its group and its environment, and is known only because the output stays open. */
const UNSEEN = 'a process that cannot be found holds the output open';

/** Bytes. V8 has no string above 512 MB, and JSON may need six bytes for one in the text of a wire. */
const MAX_STDOUT_BYTES = 64 * 2 ** 20;

/** Bytes. Far more than anybody reads. */
const MAX_STDERR_BYTES = 64 * 2 ** 20;

/** Options of {@link startCodex}. */
export interface ProcessOptions {
  readonly program: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly runFolder: RunFolder;
  /** A folder in the environment of this process alone; it identifies children that left the group. */
  readonly mark: string;
  /** Milliseconds after which it is killed. */
  readonly deadlineMs: number;
  /** Milliseconds after its exit for its children to exit and its output to end. @default 1000 */
  readonly survivorGraceMs?: number;
  /**
   * Limit on stdout, in bytes by {@link weightOf}. The process is killed at the chunk that exceeds it, the last one read.
   *
   * @default 67_108_864
   */
  readonly maxStdoutBytes?: number;
  /** Bytes of stderr that are recorded, followed by the number of omitted bytes. @default 67_108_864 */
  readonly maxStderrBytes?: number;
}

/** The result of a process. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly endedBy: EndedBy;
  readonly spawnError: string | null;
  readonly stderr: string;
  /** Commands of the children that outlived it. They are killed by now, if possible. */
  readonly survivors: readonly string[];
  /** Milliseconds since the spawn. */
  readonly firstOutputMs: number | null;
  readonly durationMs: number;
}

/** A running codex in its own process group. */
export interface CodexProcess {
  readonly stdin: Writable;
  /** Flows immediately: listen in the tick of the start. */
  readonly stdout: Readable;
  /** As `stdout`. */
  readonly stderr: Readable;
  /** Milliseconds since the spawn. */
  elapsed(): number;
  /** Sends a signal to it, not to its children. Does nothing after its exit. */
  signal(name: NodeJS.Signals): void;
  /** Kills it as hung unless it exits within this many milliseconds. Later calls, and calls after its exit, are ignored. */
  expectExitWithin(ms: number): void;
  /**
   * Resolves when it exited, its output is read to the end and none of its children is left.
   * Rejects only if the run folder cannot be written to; the process is killed then.
   */
  readonly ended: Promise<ProcessEnd>;
}

/** Starts codex. {@link CodexProcess.ended} reports a failure to start. */
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
  // A write after the exit of codex fails with EPIPE; the exit code says more.
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
    // The pgid may have been reused.
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
      // An interruption kills the recorded groups: this one was recorded too late.
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
    const left = await survivorsAfter(groups, mark, survivorGraceMs);
    if (left.length > 0) await killAll(groups, mark);
    const survivors = left
      // Those killed with it may die late.
      .filter((one) => endedBy === 'itself' || one.pgid !== pgid)
      .map(({ command }) => command);
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
  // The caller may await it later.
  ended.catch(() => undefined);
  return {
    stdin,
    stdout: child.stdout!,
    stderr: child.stderr!,
    elapsed,
    signal(name) {
      // The pid cannot be reused before its exit is collected.
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
