import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { CodexProcess } from '../codex/codex-process.ts';
import type { LaunchOptions } from '../codex/launch-options.ts';
import { type LineDuplex, stdioLineDuplex } from './line-duplex.ts';
import { announcedSocket, unixSocket } from './server-sockets.ts';
import { webSocketLineDuplex } from './web-socket-duplex.ts';
import { relayTo } from './web-socket-relay.ts';

/** Carries the messages of an app-server. */
export type Transport = 'stdio' | 'ws' | 'unix';

/** How a client opens a WebSocket. */
export interface WebSocketHandshake {
  /** Offers to compress the messages, as most clients do. @default false */
  readonly offersCompression?: boolean | undefined;
  /** Headers of the request that opens it, such as `Authorization`. @default none of its own */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

interface TransportEntry {
  /** The capabilities of a binary that has it. */
  readonly needs: readonly string[];
  /** The value of `--listen`; null for the default. */
  readonly listen: (site: LaunchOptions) => string | null;
  /**
   * Connects to the server, in the tick of its start.
   *
   * @param handshake see `AppServerSession`
   */
  readonly open: (codex: CodexProcess, site: LaunchOptions, handshake: WebSocketHandshake) => LineDuplex;
  /** Ends a server whose client has closed its side. */
  readonly end: (codex: CodexProcess) => void;
}

/** In TMPDIR, so that a socket that is left behind is recorded. */
const socketOf = ({ env }: LaunchOptions): string => join(env['TMPDIR'] ?? '', 'app-server.sock');

const overWebSocket = (
  server: Promise<Socket>,
  { offersCompression = false, headers }: WebSocketHandshake,
): LineDuplex => webSocketLineDuplex(server.then((socket) => relayTo(socket, offersCompression, headers)));

const terminate = (codex: CodexProcess): void => codex.signal('SIGTERM');

/** The transports of app-server. The scenarios over one but `stdio` are named after it: `app-server/ws/sum`. */
export const TRANSPORTS: Readonly<Record<Transport, TransportEntry>> = {
  stdio: {
    needs: [],
    listen: () => null,
    open: ({ stdin, stdout }) => stdioLineDuplex(stdin, stdout),
    // Closing its side has closed stdin.
    end: () => undefined,
  },
  ws: {
    needs: ['app-server.listen.ws'],
    listen: () => 'ws://127.0.0.1:0',
    open: (codex, _, handshake) => overWebSocket(announcedSocket(codex), handshake),
    end: terminate,
  },
  unix: {
    needs: ['app-server.listen.unix'],
    listen: (site) => `unix://${socketOf(site)}`,
    open: (codex, site, handshake) => overWebSocket(unixSocket(socketOf(site), codex), handshake),
    end: terminate,
  },
};
