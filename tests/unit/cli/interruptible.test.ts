import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { interruptible } from '../../../helpers/cli/interruptible.ts';
import { createRunFolder, type RunFolder } from '../../../helpers/codex/run-folder.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { site } from '../codex/stand-in.ts';
import { failureOf, temporaryFolder } from '../codex/temporary.ts';

const EVENTS = ['exit', 'SIGINT', 'SIGTERM'] as const;

function listeners(): number[] {
  return EVENTS.map((event) => process.listenerCount(event));
}

function runFolder(): RunFolder {
  return createRunFolder(temporaryFolder());
}

test('gives what the body gives, and removes the folder of the run afterwards', async () => {
  const before = listeners();
  const folder = runFolder();
  const seen = await interruptible(folder, async ({ interrupted }) => ({
    interrupted,
    there: existsSync(folder.path),
  }));
  expect([seen, existsSync(folder.path), listeners()]).toEqual([{ interrupted: false, there: true }, false, before]);
});

test('a body that fails leaves nothing behind either', async () => {
  const before = listeners();
  const folder = runFolder();
  const { message } = await failureOf(() => interruptible(folder, () => Promise.reject(new Error('no'))));
  expect([message, existsSync(folder.path), listeners()]).toEqual(['no', false, before]);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'at %s every codex of the run is killed, and the body can see it',
  async (signal) => {
    const { runFolder: folder, start } = site();
    const { codex, spoke } = start('echo ready; exec sleep 1000');
    await spoke;
    const seen = await interruptible(folder, async (interruption) => {
      process.emit(signal);
      const { endedBy } = await codex.ended;
      return { endedBy, interrupted: interruption.interrupted };
    });
    expect([seen, existsSync(folder.path)]).toEqual([{ endedBy: 'interrupt', interrupted: true }, false]);
  },
);

test('what is left of the run when the process exits is removed', async () => {
  const folder = runFolder();
  const before = process.listeners('exit');
  const there = await interruptible(folder, async () => {
    const onExit = process.listeners('exit').find((listener) => !before.includes(listener));
    onExit!(0);
    return existsSync(folder.path);
  });
  expect(there).toBe(false);
});

/** A program that, once interrupted, does not come to its end. */
const STUBBORN = `
  const { createRunFolder } = await import(${JSON.stringify(join(SUITE_ROOT, 'helpers/codex/run-folder.ts'))});
  const { interruptible } = await import(${JSON.stringify(join(SUITE_ROOT, 'helpers/cli/interruptible.ts'))});
  await interruptible(createRunFolder(process.argv[1]), () => {
    process.on('SIGINT', () => console.log('told'));
    console.log('ready');
    return new Promise(() => setInterval(() => {}, 1_000_000));
  });
`;

test('the second signal ends the process at once, with exit code 130, and the folder of the run is gone', async () => {
  const parent = temporaryFolder();
  const child = spawn(process.execPath, ['--input-type=module', '-e', STUBBORN, parent]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors = text(child.stderr);
  const exit = once(child, 'exit');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    child.kill(printed === 'ready\n' ? 'SIGINT' : 'SIGTERM');
  }
  expect({ exit: await exit, printed, errors: await errors, left: readdirSync(parent) }).toEqual({
    exit: [130, null],
    printed: 'ready\ntold\n',
    errors: '',
    left: [],
  });
});
