import { PassThrough, Writable, type Stream } from 'node:stream';
import { expect, test } from 'vitest';

import { ConnectionClosedError } from '../../../helpers/app-server/connection-errors.ts';
import { stdioLineDuplex } from '../../../helpers/app-server/line-duplex.ts';

test('sends lines with a line feed, and close() ends stdin', async () => {
  const { duplex, stdin } = streams();
  duplex.send('{"a":1}');
  duplex.send('é\u2028');
  duplex.close();
  expect(await textOf(stdin)).toBe('{"a":1}\né\u2028\n');
});

test('refuses to send a line break', () => {
  const { duplex } = streams();
  expect(() => duplex.send('a\nb')).toThrow('Cannot send a line that contains a line break');
});

test('refuses to send after close()', () => {
  const { duplex } = streams();
  duplex.close();
  expect(() => duplex.send('a')).toThrow(new ConnectionClosedError('Cannot send', new Error('stdin is closed'), []));
});

test('delivers all lines, then the end', async () => {
  const { stdout, log } = listened();
  stdout.write('a\nb');
  stdout.end('c\nd');
  await closed(stdout);
  expect(log).toEqual(['a', 'bc', 'd', 'close: null']);
});

test('closes once with the error of stdout', async () => {
  const { stdout, log } = listened();
  stdout.write('a\nb');
  stdout.destroy(new Error('read EIO'));
  await closed(stdout);
  expect(log).toEqual(['a', 'b', 'close: read EIO']);
});

test('a destroyed stdout closes without an error', async () => {
  const { stdout, log } = listened();
  stdout.destroy();
  await closed(stdout);
  expect(log).toEqual(['close: null']);
});

test('after EPIPE sends throw and lines still arrive', async () => {
  const stdin = new Writable({ write: (_chunk, _encoding, done) => done(new Error('write EPIPE')) });
  const stdout = new PassThrough();
  const duplex = stdioLineDuplex(stdin, stdout);
  const log = logOf(duplex);
  duplex.send('a');
  await closed(stdin);
  expect(() => duplex.send('b')).toThrow(new ConnectionClosedError('Cannot send', new Error('write EPIPE'), []));
  stdout.end('last words\n');
  await closed(stdout);
  expect(log).toEqual(['last words', 'close: write EPIPE']);
});

function closed(stream: Stream): Promise<void> {
  return new Promise((resolve) => void stream.on('close', () => resolve()));
}

function streams() {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  return { stdin, stdout, duplex: stdioLineDuplex(stdin, stdout) };
}

function listened() {
  const { duplex, ...rest } = streams();
  return { ...rest, log: logOf(duplex) };
}

function logOf(duplex: ReturnType<typeof stdioLineDuplex>): unknown[] {
  const log: unknown[] = [];
  duplex.listen(
    (text) => log.push(text),
    (reason) => log.push(`close: ${reason?.message ?? null}`),
  );
  return log;
}

async function textOf(stream: PassThrough): Promise<string> {
  return Buffer.concat(await stream.toArray()).toString();
}
