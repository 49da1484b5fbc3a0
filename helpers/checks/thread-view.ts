import { namedThreads } from '../app-server/threads.ts';
import { threadId } from '../exec/transcript.ts';
import type { ModelExchange, ProcessRecord } from '../recording/recording.ts';
import { linesOf } from './exec-view.ts';

/** The id that a process printed for its thread; null if it named none. */
export function printedThreadId(process: ProcessRecord): string | null {
  return process.wire.length > 0 ? (namedThreads(process.wire)[0]?.id ?? null) : threadId(linesOf(process));
}

/** The ids under which codex told the model of its thread: its prompt cache key and its session header. */
export function threadIdsToldToModel({ body, headers }: ModelExchange): string[] {
  const cacheKey = (body as { prompt_cache_key?: unknown } | null)?.prompt_cache_key;
  const fromHeaders = headers.filter(([name]) => /^session[-_]id$/i.test(name)).map(([, value]) => value);
  return [...(typeof cacheKey === 'string' ? [cacheKey] : []), ...fromHeaders];
}
