import type { StoreProgress } from '../../codex/store/progress.ts';
import type { SweepEvent, VersionDone } from '../../versions/matrix/sweep-events.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { plural, durationText } from '../../util/text/phrases.ts';
import { progressWords } from '../download-progress.ts';
import { StatusLine } from '../../util/terminal/status-line.ts';
import { outputOf, type OutputIo } from '../io.ts';
import { timeLeft } from './time-left.ts';

export interface SweepProgressOptions {
  readonly total: number;
  /** Milliseconds since any moment. @default performance.now */
  readonly now?: () => number;
}

/** Prints a line for each finished version and, on a terminal, a status line with the work in progress and the time left. */
export class SweepProgress {
  readonly #status: StatusLine;
  readonly #total: number;
  readonly #now: () => number;
  readonly #spent: number[] = [];
  readonly #startedAt: number;
  #finished = 0;
  #lastFinishedAt: number;
  readonly #inProgress = new Map<string, string>();
  readonly #fetching = new Set<string>();

  constructor(io: OutputIo, { total, now = () => performance.now() }: SweepProgressOptions) {
    this.#status = new StatusLine(outputOf(io, 'stdout'));
    this.#total = total;
    this.#now = now;
    this.#startedAt = this.#lastFinishedAt = now();
  }

  readonly onEvent = (event: SweepEvent): void => {
    if (event.kind === 'done') {
      this.#finished += 1;
      const now = this.#now();
      // Versions overlap: the time between two of them counts, not the time of one.
      if (event.how === 'played' || event.how === 'judged') this.#spent.push(now - this.#lastFinishedAt);
      this.#lastFinishedAt = now;
      this.#inProgress.delete(event.record.version);
      this.#fetching.delete(event.record.version);
      this.#status.clear();
      this.#status.print(this.#doneLine(event));
      return;
    }
    if (event.kind === 'fetching') this.#fetching.add(event.version);
    else this.#fetching.delete(event.version);
    this.#show(event.version, nowWords(event));
  };

  /** Receives the progress of all downloads, and shows those that the sweep waits for. */
  readonly onFetch = (progress: StoreProgress): void => {
    if (this.#fetching.has(progress.version)) this.#show(progress.version, progressWords(progress));
  };

  end(): void {
    this.#status.clear();
  }

  #doneLine(done: VersionDone): string {
    const count = `${this.#finished}/${this.#total}`.padStart(2 * String(this.#total).length + 1);
    return `${count}  ${escapeTerminal(done.record.version).padEnd(10)}  ${doneWords(done)}${this.#times()}`;
  }

  #times(): string {
    const left = this.#left();
    const used = durationText(this.#now() - this.#startedAt);
    return left === null || this.#finished === this.#total
      ? `; ${used} so far`
      : `; ${used} so far, about ${durationText(left)} left`;
  }

  #left(): number | null {
    return timeLeft(this.#spent, this.#total - this.#finished, this.#now() - this.#lastFinishedAt);
  }

  #show(version: string, words: string): void {
    this.#inProgress.set(version, words);
    if (!this.#status.isLive) return;
    const left = this.#left();
    const text = [...this.#inProgress].map((one) => `${escapeTerminal(one[0])} ${one[1]}`).join(' · ');
    this.#status.show(
      `${this.#finished}/${this.#total}  ${text}${left === null ? '' : `; about ${durationText(left)} left`}`,
    );
  }
}

function nowWords(event: Exclude<SweepEvent, VersionDone>): string {
  if (event.kind === 'fetching') return 'fetching';
  return event.kind === 'judging' ? 'judging' : `${event.done} of ${plural(event.total, 'scenario')} played`;
}

function doneWords({ how, record, played, reused, ms }: VersionDone): string {
  if (how === 'failed') return `failed: ${escapeTerminal(record.problem ?? '')}`;
  if (how === 'kept') return 'up to date';
  const faults = record.faults === 0 ? '' : `, ${plural(record.faults, 'harness error')}`;
  const work = how === 'judged' ? 'judged again' : `${plural(played, 'scenario')} played`;
  const kept = how === 'judged' || reused === 0 ? '' : `, ${reused} up to date`;
  return `${work}${kept}${faults} in ${durationText(ms)}`;
}
