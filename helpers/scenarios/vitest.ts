import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import type { InlineConfig, Vitest } from 'vitest/node';
import { SUITE_ROOT } from '../util/suite-root.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

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
  const letGo = noteSignalListeners();
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
  );
  letGo();
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

/**
 * Gives a function that removes the listeners to signals that were added since. Vitest's own end the process at once,
 * before any result is written.
 */
function noteSignalListeners(): () => void {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  return () => {
    for (const [index, signal] of SIGNALS.entries()) {
      for (const listener of process.listeners(signal))
        if (!before[index]!.includes(listener)) process.off(signal, listener);
    }
  };
}
