import { MODE_TABLE, MODES, type Mode } from '../../recording/mode.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import type { Style } from '../../util/terminal/style.ts';
import { plural } from '../../util/text/phrases.ts';
import { wrap } from '../../util/text/wrap.ts';

/** Lines of the names under way. */
const MAX_NAME_LINES = 2;
const LABEL = 'playing  ';

/** The state of a run that is being played. */
export interface ProgressState {
  /** The modes of the run. */
  readonly modes: Readonly<
    Partial<Record<Mode, { readonly total: number; readonly done: number; readonly red: number }>>
  >;
  /** Scenarios under way, the longest running first. */
  readonly playing: readonly string[];
  /** Milliseconds since the run began. */
  readonly elapsed: number;
  /** Milliseconds; null if unknown. */
  readonly left: number | null;
}

/** The progress of a run: a line for each mode, the scenarios under way, and the time left. Wrapped after words. */
export function progressLines(
  { modes, playing, elapsed, left }: ProgressState,
  style: Style,
  columns: number,
): string[] {
  const shown = MODES.flatMap((mode) => {
    const count = modes[mode];
    return count === undefined ? [] : [{ label: MODE_TABLE[mode].label, ...count }];
  });
  const width = Math.max(...shown.map(({ label }) => label.length));
  const digits = Math.max(...shown.map(({ total }) => String(total).length));
  const done = shown.reduce((sum, one) => sum + one.done, 0);
  const total = shown.reduce((sum, one) => sum + one.total, 0);
  const rest =
    done === total ? 'writing the results' : left === null || left < 500 ? null : `about ${secondsText(left)} left`;
  return [
    ...shown.map((one) => {
      const symbol = one.red > 0 ? style.red('✗') : one.done === one.total ? style.green('✓') : '·';
      const count = `${String(one.done).padStart(digits)}/${one.total}`;
      return `${symbol} ${one.label.padEnd(width)}  ${count}${one.red > 0 ? `  ${style.red(`${one.red} red`)}` : ''}`;
    }),
    ...nameLines(playing, columns),
    ...wrap(`${done} of ${total} played in ${secondsText(elapsed)}${rest === null ? '' : `, ${rest}`}`, columns - 1),
  ];
}

/** As many names as fit; one that is longer than a line is only counted. */
function nameLines(names: readonly string[], columns: number): string[] {
  if (names.length === 0) return [];
  const room = columns - 1 - LABEL.length;
  const fitting = names.map(escapeTerminal).filter((name) => name.length < room);
  for (let shown = fitting.length; shown > 0; shown -= 1) {
    const more = names.length - shown;
    const lines = wrap(`${fitting.slice(0, shown).join(', ')}${more === 0 ? '' : ` and ${more} more`}`, room);
    if (lines.length > MAX_NAME_LINES) continue;
    return lines.map((line, index) => `${index === 0 ? LABEL : ' '.repeat(LABEL.length)}${line}`);
  }
  return [`${LABEL}${plural(names.length, 'scenario')}`];
}

function secondsText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
