import { namedThreads } from '../app-server/threads.ts';
import { threadId } from '../exec/transcript.ts';
import type { ModelExchange, ProcessRecord } from '../recording/recording.ts';
import { linesOf } from './exec-lines.ts';
import { cacheKeyOf } from './model-requests.ts';

/** The first thread id that a process printed; null if it printed none. */
export function printedThreadId(process: ProcessRecord): string | null {
  return printedThreadIds(process)[0] ?? null;
}

/** The thread ids that a process printed: an app-server may have several threads. */
export function printedThreadIds(process: ProcessRecord): string[] {
  if (process.wire.length > 0) return namedThreads(process.wire).map(({ id }) => id);
  const id = threadId(linesOf(process));
  return id === null ? [] : [id];
}

/** The thread ids that a request sends to the model: its prompt cache key and its session headers. */
export function threadIdsSentToModel(exchange: ModelExchange): string[] {
  const cacheKey = cacheKeyOf(exchange);
  const fromHeaders = exchange.headers.filter(([name]) => /^session[-_]id$/i.test(name)).map(([, value]) => value);
  return [...(cacheKey === undefined ? [] : [cacheKey]), ...fromHeaders];
}
