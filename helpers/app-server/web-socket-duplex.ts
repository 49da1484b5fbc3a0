import { ConnectionClosedError } from './connection-errors.ts';
import type { LineDuplex } from './line-duplex.ts';

/** Each message of a WebSocket is a line. Lines that are sent before it is open wait for that; the rejection of `address` closes it. */
export function webSocketLineDuplex(address: Promise<string>): LineDuplex {
  const waiting: string[] = [];
  let socket: WebSocket | null = null;
  let closed = false;
  return {
    listen(onLine, onClose) {
      const connect = (url: string): void => {
        const opening = (socket = new WebSocket(url));
        opening.binaryType = 'arraybuffer';
        opening.addEventListener('open', () => waiting.forEach((line) => opening.send(line)));
        opening.addEventListener('message', (event) => {
          const data = event.data as string | ArrayBuffer;
          onLine(typeof data === 'string' ? data : Buffer.from(data).toString());
        });
        opening.addEventListener('close', ({ code }) => {
          closed = true;
          onClose(new Error(`the WebSocket was closed with code ${code}`));
        });
      };
      address.then(connect).catch((reason: Error) => {
        closed = true;
        onClose(reason);
      });
    },
    send(line) {
      if (closed) throw new ConnectionClosedError('Cannot send', new Error('the WebSocket is closed'), []);
      if (socket?.readyState === WebSocket.OPEN) socket.send(line);
      else waiting.push(line);
    },
    close() {
      closed = true;
      socket?.close();
    },
  };
}
