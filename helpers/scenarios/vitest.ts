import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import type { InlineConfig, Vitest } from 'vitest/node';
import { SUITE_ROOT } from '../util/suite-root.ts';

const SIGNALS: ReadonlySet<string | symbol> = new Set(['SIGINT', 'SIGTERM']);

/**
 * Does something with a Vitest of its own, which prints nothing, and closes it. What this process does at a signal, and
 * its exit code, stay with those who call.
 */
export async function withVitest<T>(
  options: Pick<InlineConfig, 'reporters' | 'projects'>,
  body: (vitest: Vitest) => Promise<T>,
): Promise<T> {
  const { createVitest } = await import('vitest/node');
  shareCompileCache();
  process.on('newListener', refuseSignalListener);
  const vitest = await createVitest(
    {
      root: SUITE_ROOT,
      config: false,
      watch: false,
      // Of an earlier run it would take the order of the files.
      cache: false,
      ...options,
    },
    { logLevel: 'silent' },
    { stdout: nowhere(), stderr: nowhere() },
  ).finally(() => process.off('newListener', refuseSignalListener));
  try {
    return await body(vitest);
  } finally {
    await vitest.close();
    // Vitest sets the exit code of the process; here the command decides.
    process.exitCode = undefined;
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** Vitest's worker looks for it in the environment that this process has when the worker starts. */
function shareCompileCache(): void {
  const folder = getCompileCacheDir();
  // It ends in a folder for this build of Node.js, which the worker adds again.
  if (folder !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(folder);
}

/** Vitest's own listeners would end the process at once, before any result is written. */
function refuseSignalListener(event: string | symbol, listener: Parameters<NodeJS.EventEmitter['off']>[1]): void {
  // It is added after this call.
  if (SIGNALS.has(event)) queueMicrotask(() => process.off(event, listener));
}
