import type { Connection } from '../../app-server/connection.ts';
import { ResponseError } from '../../app-server/connection-errors.ts';
import { endOfTurn, runTurn, shakeHands, startThread, startTurn } from '../../app-server/drive.ts';
import type { Notification, RequestId } from '../../app-server/messages.ts';
import type { RequestHandler } from '../../app-server/server-requests.ts';
import { textAt } from './answers.ts';

type Params = Readonly<Record<string, unknown>>;

/** A client of app-server for scenarios. An error response ends the conversation, except in {@link Client.ask}. */
export interface Client {
  /** Performs the handshake and returns the response to `initialize`. */
  initialize(params?: Params): Promise<unknown>;
  /** Starts a thread and returns its id. */
  thread(params?: Params): Promise<string>;
  /**
   * Starts a thread and, unless the response is an error, waits for `thread/started`. For the end of a conversation: after the
   * client has closed its side, the server sends no more notifications.
   */
  announcedThread(params?: Params): Promise<void>;
  turn(thread: string, prompt: string, params?: Params): Promise<void>;
  /** Starts a turn and returns its id, without waiting for its end. */
  begin(thread: string, prompt: string, params?: Params): Promise<string>;
  end(thread: string, turn: string): Promise<void>;
  /** Sends a request. Returns its result, or null for an error response; the wire has both. */
  ask(method: string, params?: unknown, id?: RequestId): Promise<unknown>;
  /** Requests a list page by page, until none follows. */
  pages(method: string, limit: number, params?: Params): Promise<void>;
  post(method: string, params?: unknown): void;
  notify(method: string, params?: unknown): void;
  /** Sends a line unchanged, valid or not. */
  line(text: string): void;
  /** Waits for a notification, which may have arrived before. */
  seen(method: string, matches?: (notification: Notification) => boolean): Promise<Notification>;
  /** Answers the requests of the server for one method. The default is an error response. */
  answers(method: string, handler: RequestHandler): void;
  /** Leaves the requests of the server for one method unanswered. Resolves at the first. */
  holds(method: string): Promise<void>;
}

/** Makes the client of one connection. */
export function createClient(connection: Connection): Client {
  const client: Client = {
    initialize: (params = {}) => shakeHands(connection, params),
    thread: (params = {}) => startThread(connection, params),
    async announcedThread(params) {
      const id = textAt(await client.ask('thread/start', params), 'thread', 'id');
      if (id !== null) await client.seen('thread/started', (one) => textAt(one.params, 'thread', 'id') === id);
    },
    turn: (thread, prompt, params = {}) => runTurn(connection, thread, prompt, params),
    begin: (thread, prompt, params = {}) => startTurn(connection, thread, prompt, params),
    end: (thread, turn) => endOfTurn(connection, thread, turn),
    async ask(method, params = {}, id) {
      try {
        return await connection.request(method, params, { id });
      } catch (error) {
        if (error instanceof ResponseError) return null;
        throw error;
      }
    },
    async pages(method, limit, params = {}) {
      let cursor: string | null = null;
      do {
        const page = await client.ask(method, { ...params, limit, ...(cursor === null ? {} : { cursor }) });
        cursor = textAt(page, 'nextCursor');
      } while (cursor !== null);
    },
    post(method, params = {}) {
      connection.request(method, params).catch(() => undefined);
    },
    notify: (method, params) => connection.notify(method, params),
    line: (text) => connection.sendLine(text),
    async seen(method, matches = () => true) {
      return await connection.waitForNotification((one) => one.method === method && matches(one), method);
    },
    answers: (method, handler) => connection.onRequest(method, handler),
    async holds(method) {
      const { promise, resolve } = Promise.withResolvers<void>();
      connection.onRequest(method, () => {
        resolve();
        return new Promise(() => undefined);
      });
      await promise;
    },
  };
  return client;
}
