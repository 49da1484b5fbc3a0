/** How long a call may wait. */
export interface WaitLimits {
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Milliseconds, up to 2 147 483 647.
   *
   * @default no limit
   */
  readonly timeoutMs?: number | undefined;
}

/** A promise that is settled from outside, at most once. */
export interface Wait<T> {
  readonly promise: Promise<T>;
  /** False once it is settled. */
  readonly pending: boolean;
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** What {@link startWait} needs. */
export interface WaitOptions {
  readonly limits: WaitLimits;
  /** The public function that was called: stacks of errors begin at its caller. */
  readonly entry: (...args: never[]) => unknown;
  /** The error for a wait that took too long. */
  readonly timeoutError: (timeoutMs: number) => Error;
  /** Told when a limit ended the wait, before the promise is rejected. */
  readonly onAbandoned: () => void;
}

/** The longest delay that `setTimeout` keeps; longer ones fire at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Starts a wait that ends by a call of `resolve` or `reject`, or at one of its limits.
 * An error that is made long after the call has a stack of the event loop only, so its frames are replaced by those of the call.
 * Throws the reason of a signal that is aborted already, and a `RangeError` for a timeout that is negative, not a number or
 * too long.
 */
export function startWait<T>({ limits, entry, timeoutError, onAbandoned }: WaitOptions): Wait<T> {
  const { signal, timeoutMs } = limits;
  signal?.throwIfAborted();
  if (timeoutMs !== undefined && !(timeoutMs >= 0 && timeoutMs <= LONGEST_TIMEOUT_MS)) {
    throw new RangeError(`timeoutMs must be between 0 and ${LONGEST_TIMEOUT_MS}, got ${timeoutMs}`);
  }
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const callSite: { stack?: string } = {};
  Error.captureStackTrace(callSite, entry);
  let pending = true;
  let timer: NodeJS.Timeout | undefined;

  const settle = (finish: () => void): void => {
    pending = false;
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    finish();
  };
  const abandon = (error: unknown): void =>
    settle(() => {
      onAbandoned();
      reject(error);
    });
  const onAbort = (): void => abandon(signal?.reason);

  if (timeoutMs !== undefined) {
    timer = setTimeout(() => abandon(pointedAt(callSite, timeoutError(timeoutMs))), timeoutMs);
  }
  signal?.addEventListener('abort', onAbort);

  return {
    promise,
    get pending() {
      return pending;
    },
    resolve: (value) => settle(() => resolve(value)),
    reject: (error) => settle(() => reject(error instanceof Error ? pointedAt(callSite, error) : error)),
  };
}

function pointedAt(callSite: { readonly stack?: string }, error: Error): Error {
  const frames = /(?:\n {4}at .*)+$/.exec(callSite.stack ?? '')?.[0];
  if (frames !== undefined) error.stack = `${error.name}: ${error.message}${frames}`;
  return error;
}
