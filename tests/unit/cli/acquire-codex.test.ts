import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { codexAcquirer } from '../../../helpers/cli/acquire-codex.ts';
import { temporaryFolder } from '../codex/temporary.ts';
import { capturedIo } from './captured-io.ts';

const QUESTION = 'No codex on PATH. Download the latest (about 100 MB)? [y/N] ';

/** The spec that is acquired where none is given and PATH is empty, and what was asked. */
async function acquired(answer: string, change: { canAsk?: boolean; env?: Record<string, string> } = {}) {
  const io = capturedIo({
    canAsk: true,
    env: { PATH: temporaryFolder() },
    stdin: () => Readable.from([answer]),
    ...change,
  });
  const specs: (string | undefined)[] = [];
  const acquire = codexAcquirer(io, new AbortController().signal, (spec) => {
    specs.push(spec);
    return Promise.resolve({ path: '/codex', native: '/codex', pathDirs: [], foundBy: 'npm' });
  });
  await acquire(undefined);
  return [...specs, io.written.stderr];
}

test('asks whether to download a codex where there is none', async () => {
  expect([await acquired('y\n'), await acquired('Yes\n'), await acquired('n\n'), await acquired('')]).toEqual([
    ['latest', QUESTION],
    ['latest', QUESTION],
    [undefined, QUESTION],
    [undefined, `${QUESTION}\n`],
  ]);
});

test('asks nobody where nobody can answer, or a codex is named', async () => {
  expect([
    await acquired('y\n', { canAsk: false }),
    await acquired('y\n', { env: { PATH: '', CODEX_BIN: '/x' } }),
  ]).toEqual([
    [undefined, ''],
    [undefined, ''],
  ]);
});
