import { describe, expect, it } from 'vitest';
import { isSameOutput } from '../../../../helpers/checks/exec/same-output.ts';

const LINES = Array.from({ length: 40 }, (_, index) => `line ${index}\n`).join('');

describe('isSameOutput', () => {
  it.each([
    `${LINES.slice(0, 50)}…190 chars truncated…${LINES.slice(-50)}`,
    `Total output lines: 40\n\n${LINES.slice(0, 50)}…9 tokens truncated…${LINES.slice(-50)}`,
    `${LINES.slice(0, 50)}\n... 190 bytes omitted ...\n\n${LINES.slice(-50)}`,
  ])('accepts an output that is cut in the middle', (cut) => {
    expect(isSameOutput(cut, LINES)).toBe(true);
    expect(isSameOutput(LINES, cut)).toBe(true);
  });

  it.each([
    ['a\n', 'a'],
    ['', 'a'],
    [LINES, LINES.slice(0, -10)],
    [`${LINES.slice(0, 50)}…190 chars truncated…${LINES.slice(-50)}`, LINES.slice(0, -2)],
    [`${LINES.slice(0, 50)}…190 chars truncated…${LINES.slice(-50)}`, LINES.slice(1)],
  ])('refuses another text, also behind a cut', (a, b) => {
    expect(isSameOutput(a, b)).toBe(false);
  });
});
