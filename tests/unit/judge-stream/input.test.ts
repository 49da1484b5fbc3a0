import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { bytesOf, bytesOfFile } from '../../../helpers/judge-stream/input.ts';

const never = new AbortController().signal;

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += Buffer.from(chunk).toString();
  return text;
}

async function* broken(): AsyncGenerator<Uint8Array, void, void> {
  yield Buffer.from('12345');
  throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
}

test('a file is read to its end', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const text = 'line\n'.repeat(100_000);
  await writeFile(join(folder, 'file'), text);
  expect((await textOf(bytesOfFile(join(folder, 'file'), 'file', never))) === text).toBe(true);
});

test('says what cannot be read, and why', async () => {
  await expect(textOf(bytesOfFile('/no/such/file', 'it', never))).rejects.toThrow(
    'Cannot read it: there is no such file.',
  );
  await expect(textOf(bytesOfFile('/', 'it', never))).rejects.toThrow('Cannot read it: it is a folder.');
  await expect(textOf(bytesOf(Readable.from(broken()), 'it', never))).rejects.toThrow(
    'Cannot read it after 5 bytes: EIO: i/o error, read.',
  );
});

test('an interruption ends the reading', async () => {
  const interruption = new AbortController();
  const stream = new PassThrough();
  stream.write('first');
  const reading = (async () => {
    for await (const _ of bytesOf(stream, 'stdin', interruption.signal)) interruption.abort(new Error('Interrupted.'));
  })();
  await expect(reading).rejects.toThrow('Interrupted.');
});
