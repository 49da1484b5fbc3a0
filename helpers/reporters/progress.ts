import { isRed } from '../checks/verdict.ts';
import { durationText } from '../util/text/phrases.ts';
import { MODE_TABLE, MODES, type Mode } from '../recording/mode.ts';
import { escapeTerminal } from '../util/terminal/escape.ts';
import type { Style } from '../util/terminal/style.ts';
import type { RunModule, RunSuite, RunTest } from './vitest-run.ts';

interface ModeProgress {
  readonly selected: Set<string>;
  done: number;
  failed: number;
  /** Tests without a verdict, because the run was interrupted. */
  cut: number;
  current: string;
}

/** The progress of a run: counts by mode, and a line for each event that deserves one. */
export class Progress {
  readonly #style: Style;
  readonly #modes = new Map<Mode, ModeProgress>();

  constructor(style: Style) {
    this.#style = style;
  }

  addModule(module: RunModule): void {
    for (const test of module.children.allTests()) {
      const { planned } = test.meta();
      if (planned === undefined || test.result().state === 'skipped') continue;
      const progress = this.#modes.get(planned.mode) ?? {
        selected: new Set<string>(),
        done: 0,
        failed: 0,
        cut: 0,
        current: '',
      };
      progress.selected.add(test.id);
      this.#modes.set(planned.mode, progress);
    }
  }

  startSuite(suite: RunSuite): void {
    const progress = this.#modeOf(suite);
    if (progress !== undefined) progress.current = suite.fullName;
  }

  /** Notes the end of a suite. Returns a line if its hooks failed: its tests then never run. */
  endSuite(suite: RunSuite): string | null {
    if (suite.errors().length === 0) return null;
    const progress = this.#modeOf(suite);
    if (progress !== undefined) progress.failed += 1;
    return `${this.#style.red('✗')} ${escapeTerminal(suite.fullName)}`;
  }

  /** Notes the end of a test. Returns the line for a terminal that is not updated in place, null for none. */
  endTest(test: RunTest): string | null {
    const { state } = test.result();
    const progress = this.#modeOf(test);
    if (progress?.selected.has(test.id) === true) {
      progress.done += 1;
      progress.failed += Number(state === 'failed');
      progress.cut += Number(state === 'skipped' && test.meta().check === undefined);
    }
    return this.#plainLine(test, state === 'failed');
  }

  lines(): readonly string[] {
    return MODES.flatMap((mode) => {
      const progress = this.#modes.get(mode);
      return progress === undefined ? [] : [this.#liveLine(mode, progress)];
    });
  }

  #liveLine(mode: Mode, { selected, done, failed, cut, current }: ModeProgress): string {
    const isOver = done >= selected.size;
    const symbol = failed > 0 ? this.#style.red('✗') : cut > 0 ? '-' : isOver ? this.#style.green('✓') : '·';
    const count = `${done}/${selected.size}`.padStart(9);
    return `${symbol} ${MODE_TABLE[mode].label.padEnd(16)} ${count}  ${isOver ? '' : escapeTerminal(current)}`.trimEnd();
  }

  #plainLine(test: RunTest, failed: boolean): string | null {
    const { check, scenario } = test.meta();
    const cross = this.#style.red('✗');
    if (check !== undefined && isRed(check)) return `${cross} ${escapeTerminal(`${check.id}  ${check.scenario}`)}`;
    if (scenario !== undefined && (!failed || scenario.turns.some(({ exact_match }) => !exact_match))) {
      const right = scenario.turns.every(({ exact_match }) => exact_match);
      const time = this.#style.dim(durationText(scenario.timing.duration_ms));
      return `${right ? this.#style.green('✓') : cross} ${escapeTerminal(scenario.scenario)}  ${time}`;
    }
    return failed ? `${cross} ${escapeTerminal(test.fullName)}` : null;
  }

  #modeOf(entity: RunTest | RunSuite): ModeProgress | undefined {
    const { planned } = entity.meta();
    return planned === undefined ? undefined : this.#modes.get(planned.mode);
  }
}
