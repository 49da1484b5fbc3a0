import { ThreadHolder } from './schemas.ts';
import { readWire, type WireText } from './wire.ts';

/** A thread that the server started, resumed or forked. */
export interface NamedThread {
  readonly id: string;
  /** A response to `thread/start`, `thread/resume` or `thread/fork` named it. */
  readonly answered: boolean;
  /** A `thread/started` notification named it. */
  readonly announced: boolean;
}

const BEGINNINGS: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork']);

/** The threads of a wire, in order of their first mention. */
export function namedThreads(lines: readonly WireText[]): NamedThread[] {
  const threads = new Map<string, NamedThread>();
  for (const { from, message, answers } of readWire(lines)) {
    if (from !== 'server') continue;
    const answered = message.kind === 'response' && answers !== null && BEGINNINGS.has(answers.method);
    const announced = message.kind === 'notification' && message.method === 'thread/started';
    if (!answered && !announced) continue;
    const { data } = ThreadHolder.safeParse(message.kind === 'response' ? message.result : message.params);
    if (data === undefined) continue;
    const { id } = data.thread;
    const known = threads.get(id) ?? { id, answered: false, announced: false };
    threads.set(id, { id, answered: known.answered || answered, announced: known.announced || announced });
  }
  return [...threads.values()];
}
