import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import type { Run } from '../../../helpers/scenarios/run-config.ts';
import { setup } from '../../../helpers/scenarios/global-setup.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { temporaryFolder } from '../codex/temporary.ts';
import { miniatureCodex } from './miniature.ts';

const EVENTS = ['SIGINT', 'SIGTERM'] as const;

function listeners(): number[] {
  return EVENTS.map((event) => process.listenerCount(event));
}

/** Sets up a run, as Vitest would, and gives what the tests are provided with. */
async function setUp(
  environment: (folder: string) => Readonly<Record<string, string>>,
): Promise<{ readonly run: Run; readonly tearDown: () => Promise<void> }> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'tmp'));
  vi.stubEnv('TMPDIR', join(folder, 'tmp'));
  for (const [name, value] of Object.entries(environment(folder))) vi.stubEnv(name, value);
  const provided: Partial<ProvidedContext> = {};
  const provide = <Key extends keyof ProvidedContext>(key: Key, value: ProvidedContext[Key]): void => {
    provided[key] = value;
  };
  try {
    const tearDown = await setup({ provide } as TestProject);
    return { run: provided.run!, tearDown };
  } finally {
    vi.unstubAllEnvs();
  }
}

test('prepares a run of the default codex for the worker to play', async () => {
  const before = listeners();
  const { run, tearDown } = await setUp((folder) => ({ CODEX_BIN: miniatureCodex(folder) }));
  const { codex, only, outDir, live } = run;
  expect({ foundBy: codex.foundBy, only, outDir, live }).toEqual({
    foundBy: 'CODEX_BIN',
    only: [],
    outDir: join(SUITE_ROOT, 'outputs'),
    live: null,
  });
  expect(existsSync(run.runFolder.path)).toBe(true);
  await tearDown();
  expect([existsSync(run.runFolder.path), listeners()]).toEqual([false, before]);
});

test('takes the pinned codex where none is on PATH', async () => {
  const { run, tearDown } = await setUp((folder) => ({ CODEX_BIN: '', PATH: folder }));
  expect(run.codex.foundBy).toBe('pinned');
  await tearDown();
});

test('rejects with the message and hint, without a stack', async () => {
  const before = listeners();
  await expect(setUp(() => ({ CODEX_BIN: '/no/codex' }))).rejects.toMatchObject({
    stack: 'CODEX_BIN=/no/codex: no such file.\nGive the path of a codex binary.',
  });
  expect(listeners()).toEqual(before);
});
