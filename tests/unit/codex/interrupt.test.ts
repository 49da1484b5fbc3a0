import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { interruptible } from '../../../helpers/codex/interrupt.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { failureOf, temporaryFolder } from './temporary.ts';

function listeners(): number[] {
  return (['SIGINT', 'SIGTERM'] as const).map((event) => process.listenerCount(event));
}

test('returns what the body returns, and listens only meanwhile', async () => {
  const before = listeners();
  expect(await interruptible((signal) => Promise.resolve(signal.aborted))).toBe(false);
  expect(await failureOf(() => interruptible(() => Promise.reject(new Error('no'))))).toEqual({ message: 'no' });
  expect(listeners()).toEqual(before);
});

test.each(['SIGINT', 'SIGTERM'] as const)('the first %s aborts the signal of the body', async (name) => {
  const reason = await interruptible((signal) => {
    process.emit(name);
    return Promise.resolve(signal.reason as unknown);
  });
  expect(reason).toMatchObject({ kind: 'interrupted', message: 'Interrupted.' });
});

/** A program that does not end when it is interrupted. */
const STUBBORN = `
  const { interruptible } = await import(${JSON.stringify(join(SUITE_ROOT, 'helpers/codex/interrupt.ts'))});
  const { withRunFolder } = await import(${JSON.stringify(join(SUITE_ROOT, 'helpers/codex/run-folder.ts'))});
  await interruptible((signal) => withRunFolder(signal, () => {
    signal.addEventListener('abort', () => console.log('aborted'));
    console.log('ready');
    return new Promise(() => setInterval(() => {}, 1_000_000));
  }));
`;

test('exits with 130 on a second signal, removes the folder', async () => {
  const TMPDIR = temporaryFolder();
  const child = spawn(process.execPath, ['--input-type=module', '-e', STUBBORN], { env: { ...process.env, TMPDIR } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors = text(child.stderr);
  const exit = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    child.kill(printed === 'ready\n' ? 'SIGINT' : 'SIGTERM');
  }
  expect({ exit: await exit, printed, errors: await errors, left: readdirSync(TMPDIR) }).toEqual({
    exit: [130, null],
    printed: 'ready\naborted\n',
    errors: '',
    left: [],
  });
});
