import { isRed } from '../../checks/verdict.ts';
import type { Mode } from '../../recording/mode.ts';
import type { PlannedScenario } from '../../scenarios/plan.ts';
import { slotsFor } from '../../scenarios/scenario-runner.ts';
import type { JudgedScenario } from '../../scenarios/scenario-results.ts';
import { StatusLine } from '../../util/terminal/status-line.ts';
import type { Style } from '../../util/terminal/style.ts';
import { outputOf, type OutputIo } from '../io.ts';
import { progressLines, type ProgressState } from './progress-lines.ts';
import { timeLeftOfRun, type FinishedScenario } from './time-left-of-run.ts';

/** Options of {@link RunProgress}. */
export interface RunProgressOptions {
  readonly planned: readonly PlannedScenario[];
  /** Scenarios at once. */
  readonly jobs: number;
  /** Milliseconds that scenarios took in an earlier run, by name. */
  readonly earlier: ReadonlyMap<string, number>;
  readonly style: Style;
  /** Milliseconds since any moment. @default performance.now */
  readonly now?: () => number;
}

/** Shows on a terminal what a run plays, from the scenarios themselves; on anything else it only prints lines that stay. */
export class RunProgress {
  readonly #io: OutputIo;
  readonly #options: Required<RunProgressOptions>;
  readonly #status: StatusLine;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #begunAt: number;
  readonly #startedAt = new Map<string, number>();
  readonly #finished = new Map<string, FinishedScenario>();
  readonly #red = new Set<string>();

  constructor(io: OutputIo, options: RunProgressOptions) {
    this.#io = io;
    this.#options = { now: () => performance.now(), ...options };
    this.#status = new StatusLine(outputOf(io, 'stdout'));
    this.#begunAt = this.#options.now();
    if (!this.#status.isLive) return;
    this.#timer = setInterval(() => this.#redraw(), 1000).unref();
    this.#redraw();
  }

  start(scenario: string): void {
    this.#startedAt.set(scenario, this.#options.now());
    this.#redraw();
  }

  /** @param judged null for a scenario that was cut off */
  finish(scenario: string, judged: JudgedScenario | null): void {
    const { now, earlier } = this.#options;
    const time = now();
    const took = time - (this.#startedAt.get(scenario) ?? time);
    this.#finished.set(scenario, { earlier: earlier.get(scenario) ?? null, took });
    if (judged?.checks.some(isRed) === true) this.#red.add(scenario);
    this.#redraw();
  }

  /** Prints a line that stays on stdout. */
  readonly print = (line: string): void => this.#status.print(line);

  /** Prints a line that stays on stderr; on a terminal above the progress. */
  readonly note = (line: string): void => {
    if (this.#status.isLive) this.#status.print(line);
    else this.#io.stderr(`${line}\n`);
  };

  /** Removes the progress from the terminal, for good. */
  readonly end = (): void => {
    clearInterval(this.#timer);
    this.#status.clear();
  };

  #redraw(): void {
    if (!this.#status.isLive) return;
    this.#status.show(...progressLines(this.#state(), this.#options.style, this.#io.columns));
  }

  #state(): ProgressState {
    const { planned, earlier, now, jobs } = this.#options;
    const time = now();
    const modes: Partial<Record<Mode, { total: number; done: number; red: number }>> = {};
    for (const { scenario } of planned) {
      const count = (modes[scenario.mode] ??= { total: 0, done: 0, red: 0 });
      count.total += 1;
      count.done += Number(this.#finished.has(scenario.name));
      count.red += Number(this.#red.has(scenario.name));
    }
    const playing = [...this.#startedAt.keys()].filter((name) => !this.#finished.has(name));
    const open = planned
      .filter(({ scenario: { name } }) => !this.#finished.has(name))
      .map(({ scenario: { name, idle = false } }) => {
        const startedAt = this.#startedAt.get(name);
        return {
          earlier: earlier.get(name) ?? null,
          running: startedAt === undefined ? null : time - startedAt,
          idle,
        };
      })
      .toSorted((a, b) => Number(a.running === null) - Number(b.running === null));
    return {
      modes,
      playing,
      elapsed: time - this.#begunAt,
      left: timeLeftOfRun(open, [...this.#finished.values()], slotsFor(jobs)),
    };
  }
}
