import { mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { removeTree } from '../../helpers/codex/run-folder.ts';
import { loadRecording } from '../../helpers/recording/load.ts';
import { bundleFiles } from '../../helpers/formats/bundle/write.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { processesNaming } from './processes-naming.ts';
import { pinnedCodex } from './wrapper.ts';

/** Milliseconds. A longer program is killed, so that a failed test leaves no process. */
const LIMIT_MS = 50_000;

/** Writes the bundle of a recording and runs it. Throws if it leaves a process or a file behind. */
async function reproduced(fixture: string, codex: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-')));
  onTestFinished(() => removeTree(folder));
  const recording = await loadRecording(join(SUITE_ROOT, 'fixtures', fixture));
  for (const [name, text] of bundleFiles(recording, [])) writeFileSync(join(folder, name), text);
  const before = readdirSync(folder);
  const { exitCode, stdout, stderr } = await execa({
    cwd: folder,
    env: { TMPDIR: folder },
    reject: false,
    stdin: 'ignore',
    timeout: LIMIT_MS,
  })`${process.execPath} repro.mjs ${codex}`;
  const left = [...processesNaming(folder), ...readdirSync(folder).filter((name) => !before.includes(name))];
  return { recording, exitCode, stdout, stderr, left };
}

test.for(['exec/stateless/sum', 'exec/persistent/recall', 'app-server/turn/sum'])(
  'a bundle of %s reproduces the recorded replies',
  async (scenario) => {
    const { recording, stdout, exitCode, left } = await reproduced(`0.171.0/${scenario}`, pinnedCodex().path);
    const messages = stdout.split('\n').map((line) => JSON.parse(line) as Message);
    const replies = messages.flatMap(replyIn);
    expect({ exitCode, left, replies }).toEqual({
      exitCode: 0,
      left: [],
      replies: recording.expected.turns.map(({ expected_reply }) => expected_reply),
    });
  },
);

test('the second process of a bundle resumes the thread', async () => {
  const { recording, stdout } = await reproduced('0.171.0/exec/persistent/recall', pinnedCodex().path);
  const threads = [...stdout.matchAll(/"thread_id":"([^"]*)"/g)].map((match) => match[1]!);
  expect(threads).toEqual([threads[0], threads[0]]);
  expect(recording.processes[1]!.argv).not.toContain(threads[0]);
});

test('a bundle reports a missing codex with exit code 127', async () => {
  const { exitCode, stderr, left } = await reproduced('0.171.0/exec/stateless/sum', './no-codex');
  expect({ exitCode, stderr: stderr.replace(/spawn \S+/, 'spawn <PATH>'), left }).toEqual({
    exitCode: 127,
    stderr: 'codex cannot be started: spawn <PATH> ENOENT',
    left: [],
  });
});

interface Item {
  readonly type: string;
  readonly text: string;
}

interface Message {
  readonly type?: string;
  readonly method?: string;
  readonly item?: Item;
  readonly params?: { readonly item: Item };
}

function replyIn({ type, method, item, params }: Message): string[] {
  const found = type === 'item.completed' ? item : method === 'item/completed' ? params?.item : undefined;
  return found !== undefined && /^agent_?message$/i.test(found.type) ? [found.text] : [];
}
