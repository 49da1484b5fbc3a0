import type { StoreProgress } from '../../codex/store/progress.ts';
import type { SweepEvent, VersionDone } from '../../versions/matrix/sweep-events.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { countWords, durationWords } from '../../formats/terminal/words.ts';
import { progressWords } from '../download-progress.ts';
import { StatusLine } from '../../util/terminal/status-line.ts';
import { outputOf, type OutputIo } from '../io.ts';
import { timeLeft } from './time-left.ts';

/** What {@link SweepProgress} is told besides events. */
export interface SweepProgressOptions {
  /** How many versions there are. */
  readonly total: number;
  /** Milliseconds, from any start. @default performance.now */
  readonly now?: () => number;
}

/**
 * Shows how a sweep goes on: a line for each version that is over and, on a terminal, one that tells what is done now and
 * how long it may still take.
 */
export class SweepProgress {
  readonly #status: StatusLine;
  readonly #total: number;
  readonly #now: () => number;
  readonly #spent: number[] = [];
  readonly #startedAt: number;
  #over = 0;
  #lastOver: number;
  /** What is done with each version that is under way. */
  readonly #underWay = new Map<string, string>();
  /** Those of them that cannot go on before they are fetched. */
  readonly #awaited = new Set<string>();

  constructor(io: OutputIo, { total, now = () => performance.now() }: SweepProgressOptions) {
    this.#status = new StatusLine(outputOf(io, 'stdout'));
    this.#total = total;
    this.#now = now;
    this.#startedAt = this.#lastOver = now();
  }

  /** To be told all events, in their order. */
  readonly onEvent = (event: SweepEvent): void => {
    if (event.kind === 'done') {
      this.#over += 1;
      const now = this.#now();
      // Several are under way at once: what counts is how soon one follows another.
      if (event.how === 'played' || event.how === 'judged') this.#spent.push(now - this.#lastOver);
      this.#lastOver = now;
      this.#underWay.delete(event.note.version);
      this.#awaited.delete(event.note.version);
      this.#status.clear();
      this.#status.print(this.#doneLine(event));
      return;
    }
    if (event.kind === 'fetching') this.#awaited.add(event.version);
    else this.#awaited.delete(event.version);
    this.#tell(event.version, nowWords(event));
  };

  /** To be told how versions are brought; it is shown while the sweep waits for one. */
  readonly onFetch = (progress: StoreProgress): void => {
    if (this.#awaited.has(progress.version)) this.#tell(progress.version, progressWords(progress));
  };

  /** Takes the line away that changes. */
  end(): void {
    this.#status.clear();
  }

  #doneLine(done: VersionDone): string {
    const count = `${this.#over}/${this.#total}`.padStart(2 * String(this.#total).length + 1);
    return `${count}  ${escapeTerminal(done.note.version).padEnd(10)}  ${doneWords(done)}${this.#times()}`;
  }

  #times(): string {
    const left = this.#left();
    const used = durationWords(this.#now() - this.#startedAt);
    return left === null || this.#over === this.#total
      ? `; ${used} so far`
      : `; ${used} so far, about ${durationWords(left)} left`;
  }

  #left(): number | null {
    return timeLeft(this.#spent, this.#total - this.#over, this.#now() - this.#lastOver);
  }

  #tell(version: string, words: string): void {
    this.#underWay.set(version, words);
    if (!this.#status.isLive) return;
    const left = this.#left();
    const text = [...this.#underWay].map((one) => `${escapeTerminal(one[0])} ${one[1]}`).join(' · ');
    this.#status.show(
      `${this.#over}/${this.#total}  ${text}${left === null ? '' : `; about ${durationWords(left)} left`}`,
    );
  }
}

function nowWords(event: Exclude<SweepEvent, VersionDone>): string {
  if (event.kind === 'fetching') return 'fetching';
  return event.kind === 'judging' ? 'judging' : `${event.done} of ${countWords(event.total, 'scenario')} played`;
}

function doneWords({ how, note, played, reused, ms }: VersionDone): string {
  if (how === 'failed') return `failed: ${escapeTerminal(note.problem ?? '')}`;
  if (how === 'kept') return 'up to date';
  const faults = note.faults === 0 ? '' : `, ${countWords(note.faults, 'fault')} of the suite`;
  const work = how === 'judged' ? 'judged anew' : `${countWords(played, 'scenario')} played`;
  const kept = how === 'judged' || reused === 0 ? '' : `, ${reused} up to date`;
  return `${work}${kept}${faults} in ${durationWords(ms)}`;
}
