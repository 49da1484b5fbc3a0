import { expect, test } from 'vitest';
import type { StoreProgress } from '../../../helpers/codex/store/progress.ts';
import { showProgress, sizeText } from '../../../helpers/cli/download-progress.ts';
import { capturedIo, liveLines } from './captured-io.ts';

const STEPS: readonly StoreProgress[] = [
  { version: '0.98.0', phase: 'asking' },
  { version: '0.98.0', phase: 'downloading', bytes: 0 },
  { version: '0.98.0', phase: 'downloading', bytes: 43_200_000 },
  { version: '0.98.0', phase: 'downloading', bytes: 80_000_000 },
  { version: '0.98.0', phase: 'unpacking' },
  { version: '0.45.0', phase: 'removing' },
  { version: '0.98.0', phase: 'done', bytes: 79_680_594 },
];

function shown(stderrIsTTY: boolean): string {
  const io = { ...capturedIo(), stderrIsTTY };
  const { onProgress, onNotice } = showProgress(io);
  onNotice('The registry is out of reach.');
  for (const step of STEPS) onProgress(step);
  expect(io.written.stdout).toBe('');
  return io.written.stderr;
}

test('a terminal shows the phase in one line that changes', () => {
  expect(liveLines(shown(true))).toMatchInlineSnapshot(`
    [
      "note: The registry is out of reach.",
      "codex 0.98.0: asking the registry",
      "<up>codex 0.98.0: downloading",
      "<up>codex 0.98.0: downloading, 43 MB",
      "<up>codex 0.98.0: downloading, 80 MB",
      "<up>codex 0.98.0: unpacking",
      "<up>codex 0.45.0: removed, to make room",
      "codex 0.98.0: unpacking",
      "<up>codex 0.98.0: ready, 80 MB",
      "",
    ]
  `);
});

test('a pipe gets a line for each phase', () => {
  expect(shown(false)).toMatchInlineSnapshot(`
    "note: The registry is out of reach.
    codex 0.98.0: asking the registry
    codex 0.98.0: downloading
    codex 0.98.0: unpacking
    codex 0.45.0: removed, to make room
    codex 0.98.0: ready, 80 MB
    "
  `);
});

test('sizes are rounded to a unit of a thousand', () => {
  expect([0, 1, 999_000, 1_000_000, 422_663_084, 8e9].map(sizeText)).toEqual([
    '0 kB',
    '1 kB',
    '999 kB',
    '1 MB',
    '423 MB',
    '8.0 GB',
  ]);
});
