import { ConnectionClosedError } from './connection-errors.ts';
import type { Notification } from './messages.ts';

/** Says whether a notification is the expected one. */
export type NotificationPredicate = (notification: Notification) => boolean;

interface Waiter extends PromiseWithResolvers<Notification> {
  readonly expected: string;
  readonly predicate: NotificationPredicate;
}

/** All notifications of a server, and the callers that wait for one. */
export class NotificationInbox {
  readonly #received: Notification[] = [];
  readonly #waiters = new Set<Waiter>();

  add(notification: Notification): void {
    this.#received.push(notification);
    for (const waiter of this.#waiters) {
      if (accepts(waiter, notification)) this.#waiters.delete(waiter);
    }
  }

  /**
   * Resolves to the first notification since the start that the predicate accepts. It may have arrived before the call:
   * a server can send it together with the response that the caller awaited first. Rejects with what the predicate throws.
   */
  waitFor(predicate: NotificationPredicate, expected: string): Promise<Notification> {
    const waiter: Waiter = { expected, predicate, ...Promise.withResolvers<Notification>() };
    if (!this.#received.some((notification) => accepts(waiter, notification))) this.#waiters.add(waiter);
    return waiter.promise;
  }

  rejectAll(reason: Error | null, unanswered: readonly string[]): void {
    for (const { expected, reject } of this.#waiters) {
      reject(new ConnectionClosedError(`No ${expected}`, reason, unanswered));
    }
    this.#waiters.clear();
  }
}

function accepts({ predicate, resolve, reject }: Waiter, notification: Notification): boolean {
  try {
    if (!predicate(notification)) return false;
    resolve(notification);
  } catch (error) {
    reject(error);
  }
  return true;
}
