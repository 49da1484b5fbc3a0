import { Writable } from 'node:stream';
import type { InlineConfig, Vitest } from 'vitest/node';
import { SUITE_ROOT } from '../util/suite-root.ts';

const SIGNALS: ReadonlySet<string | symbol> = new Set(['SIGINT', 'SIGTERM']);

/**
 * Calls `body` with a silent Vitest of one project and closes it. Signal handlers and the exit code remain the caller's.
 *
 * @param config of that project and of Vitest itself: a list of projects would start a server of Vite for each and one more
 */
export async function withVitest<T>(
  config: Omit<InlineConfig, 'projects'>,
  body: (vitest: Vitest) => Promise<T>,
): Promise<T> {
  const { createVitest } = await import('vitest/node');
  process.on('newListener', refuseSignalListener);
  const vitest = await createVitest(
    {
      root: SUITE_ROOT,
      config: false,
      watch: false,
      // It would change the order of the files.
      cache: false,
      ...config,
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

/** Vitest's own listeners would end the process at once, before any result is written. */
function refuseSignalListener(event: string | symbol, listener: Parameters<NodeJS.EventEmitter['off']>[1]): void {
  // It is added after this call.
  if (SIGNALS.has(event)) queueMicrotask(() => process.off(event, listener));
}
