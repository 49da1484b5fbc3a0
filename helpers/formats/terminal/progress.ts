import { isRed } from '../../checks/verdict.ts';
import { MODE_TABLE, MODES } from '../../recording/mode.ts';
import type { Mode } from '../../recording/mode.ts';
import { modeOfFile } from '../mode-names.ts';
import type { RunModule, RunSuite, RunTest } from '../../reporters/vitest-run.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { durationWords } from './words.ts';

interface ModeProgress {
  /** Ids of the tests that are going to run. */
  readonly selected: Set<string>;
  done: number;
  failed: number;
  /** Tests that never came to a verdict, because the run was interrupted. */
  cut: number;
  /** Name of the suite that was started last. */
  current: string;
}

/** Follows a run while it goes on: how far each mode is, and what is worth a line of its own. */
export class Progress {
  readonly #style: Style;
  readonly #modes = new Map<Mode, ModeProgress>();

  constructor(style: Style) {
    this.#style = style;
  }

  /** A test file was loaded. */
  addModule(module: RunModule): void {
    const mode = modeOfFile(module.relativeModuleId);
    if (mode === null) return;
    for (const test of module.children.allTests()) {
      if (test.result().state !== 'skipped') this.#of(mode).selected.add(test.id);
    }
  }

  /** A suite, which is a scenario, was started. */
  startSuite(suite: RunSuite): void {
    const progress = this.#modeOf(suite);
    if (progress !== undefined) progress.current = suite.fullName;
  }

  /** A suite ended. Gives a line, as {@link endTest} does, if its hooks failed: its tests then never run. */
  endSuite(suite: RunSuite): string | null {
    if (suite.errors().length === 0) return null;
    const progress = this.#modeOf(suite);
    if (progress !== undefined) progress.failed += 1;
    return `${this.#style.red('✗')} ${escapeTerminal(suite.fullName)}`;
  }

  /** A test ended. Gives the line that tells it where nothing is updated in place; null when it is not worth one. */
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

  /** One line for each mode that has tests. */
  lines(): readonly string[] {
    return MODES.flatMap((mode) => {
      const progress = this.#modes.get(mode);
      return progress === undefined ? [] : [this.#liveLine(mode, progress)];
    });
  }

  #liveLine(mode: Mode, { selected, done, failed, cut, current }: ModeProgress): string {
    const isOver = done >= selected.size;
    const symbol = failed > 0 ? this.#style.red('✗') : cut > 0 ? '-' : isOver ? this.#style.green('✓') : '·';
    const count = `${done}/${selected.size}`.padStart(7);
    return `${symbol} ${MODE_TABLE[mode].label.padEnd(16)} ${count}  ${isOver ? '' : escapeTerminal(current)}`.trimEnd();
  }

  #plainLine(test: RunTest, failed: boolean): string | null {
    const { check, scenario } = test.meta();
    const cross = this.#style.red('✗');
    if (check !== undefined && isRed(check)) return `${cross} ${escapeTerminal(`${check.id}  ${check.scenario}`)}`;
    if (scenario !== undefined && (!failed || scenario.turns.some(({ exact_match }) => !exact_match))) {
      const right = scenario.turns.every(({ exact_match }) => exact_match);
      const time = this.#style.dim(durationWords(scenario.timing.duration_ms));
      return `${right ? this.#style.green('✓') : cross} ${escapeTerminal(scenario.scenario)}  ${time}`;
    }
    return failed ? `${cross} ${escapeTerminal(test.fullName)}` : null;
  }

  #modeOf(entity: RunTest | RunSuite): ModeProgress | undefined {
    const mode = modeOfFile(entity.module.relativeModuleId);
    return mode === null ? undefined : this.#modes.get(mode);
  }

  #of(mode: Mode): ModeProgress {
    const known = this.#modes.get(mode);
    if (known !== undefined) return known;
    const fresh = { selected: new Set<string>(), done: 0, failed: 0, cut: 0, current: '' };
    this.#modes.set(mode, fresh);
    return fresh;
  }
}
