import { ConnectionClosedError, WaitTimeoutError } from './connection-errors.ts';
import type { Message, Notification } from './messages.ts';
import { startWait, type Wait, type WaitLimits } from './deferred.ts';

/** Says whether a notification is the one that is waited for. */
export type NotificationPredicate = (notification: Notification) => boolean;

/** Options of a wait for a notification. */
export interface NotificationWaitOptions extends WaitLimits {
  /**
   * Looks first at what has come since the connection was opened. A notification can arrive together with the answer
   * to the request that caused it, before whoever awaits that answer runs again: with this it is not missed.
   *
   * @default false
   */
  readonly sinceStart?: boolean | undefined;
  /**
   * What is waited for, for the error message.
   *
   * @default 'matching notification'
   */
  readonly expected?: string | undefined;
}

interface Waiter {
  readonly expected: string;
  readonly predicate: NotificationPredicate;
  readonly wait: Wait<Notification>;
}

/** What has come from the server, and who waits for some of it. */
export class Arrivals {
  readonly #labels: string[] = [];
  readonly #notifications: Notification[] = [];
  readonly #waiters = new Set<Waiter>();

  /** Notes a message. `answered` is the method that it answers, if it is known. */
  note(message: Message, answered: string | null): void {
    this.#labels.push(labelOf(message, answered));
    if (message.kind !== 'notification') return;
    this.#notifications.push(message);
    for (const waiter of Array.from(this.#waiters)) this.#offer(waiter, message);
  }

  /** Resolves to the first notification that the predicate accepts; rejects with what the predicate throws. */
  waitFor(
    predicate: NotificationPredicate,
    { sinceStart = false, expected = 'matching notification', ...limits }: NotificationWaitOptions,
    entry: (...args: never[]) => unknown,
  ): Promise<Notification> {
    const since = this.mark(sinceStart ? 0 : this.#labels.length);
    const wait = startWait<Notification>({
      limits,
      entry,
      timeoutError: (timeoutMs) => new WaitTimeoutError(`No ${expected}`, timeoutMs, since()),
      onAbandoned: () => void this.#waiters.delete(waiter),
    });
    const waiter: Waiter = { expected, predicate, wait };
    this.#waiters.add(waiter);
    const past = sinceStart ? this.#notifications : [];
    for (const notification of past) this.#offer(waiter, notification);
    return wait.promise;
  }

  /** Remembers a moment, now unless said otherwise; the function says what has come since, in order. */
  mark(from: number = this.#labels.length): () => readonly string[] {
    return () => this.#labels.slice(from);
  }

  /** Rejects every wait because the connection has closed. */
  rejectAll(reason: Error | null, unanswered: readonly string[]): void {
    for (const { expected, wait } of this.#waiters) {
      wait.reject(new ConnectionClosedError(`No ${expected}`, reason, unanswered));
    }
    this.#waiters.clear();
  }

  #offer(waiter: Waiter, notification: Notification): void {
    if (!waiter.wait.pending) return;
    try {
      if (!waiter.predicate(notification)) return;
      waiter.wait.resolve(notification);
    } catch (error) {
      waiter.wait.reject(error);
    }
    this.#waiters.delete(waiter);
  }
}

function labelOf(message: Message, answered: string | null): string {
  if (message.kind === 'notification') return message.method;
  if (message.kind === 'request') return `request ${message.method}`;
  if (message.kind === 'invalid') return 'invalid line';
  return `${message.kind === 'response' ? 'answer' : 'error answer'} to ${answered ?? 'nothing'}`;
}
