import { SuiteError } from '../util/errors.ts';

/**
 * Runs a body that SIGINT and SIGTERM interrupt. The first signal aborts `signal`, with a SuiteError `interrupted` as the
 * reason; the second ends the process with exit code 130. Whatever the body has to clean up is created inside it.
 */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new SuiteError('interrupted', 'Interrupted.'));
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    return await body(controller.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
