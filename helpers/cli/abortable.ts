import { SuiteError } from '../util/errors.ts';

/**
 * Does what can be cut off: the first SIGINT or SIGTERM fires its signal, with an error of kind `interrupted` as the
 * reason, so that it can clean up; the second ends the process at once, with exit code 130.
 */
export async function abortable<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
