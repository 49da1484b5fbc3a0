import { namedThreads } from '../app-server/threads.ts';
import { threadId } from '../exec/transcript.ts';
import type { ModelExchange, ProcessRecord } from '../recording/recording.ts';
import { linesOf } from './exec-lines.ts';
import { cacheKeyOf } from './model-requests.ts';

/** The id that a process printed for its thread, the first of them where there are more; null if it named none. */
export function printedThreadId(process: ProcessRecord): string | null {
  return printedThreadIds(process)[0] ?? null;
}

/** The ids that a process printed for its threads: an app-server may have several. */
export function printedThreadIds(process: ProcessRecord): string[] {
  if (process.wire.length > 0) return namedThreads(process.wire).map(({ id }) => id);
  const id = threadId(linesOf(process));
  return id === null ? [] : [id];
}

/** The ids under which codex told the model of its thread: its prompt cache key and its session header. */
export function threadIdsToldToModel(exchange: ModelExchange): string[] {
  const cacheKey = cacheKeyOf(exchange);
  const fromHeaders = exchange.headers.filter(([name]) => /^session[-_]id$/i.test(name)).map(([, value]) => value);
  return [...(cacheKey === undefined ? [] : [cacheKey]), ...fromHeaders];
}
