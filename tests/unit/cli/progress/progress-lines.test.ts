import { expect, test } from 'vitest';
import { progressLines, type ProgressState } from '../../../../helpers/cli/progress/progress-lines.ts';
import { createStyle } from '../../../../helpers/util/terminal/style.ts';

const STATE: ProgressState = {
  modes: {
    app_server: { total: 60, done: 3, red: 0 },
    exec_stateless: { total: 71, done: 71, red: 0 },
    exec_persistent: { total: 14, done: 9, red: 2 },
  },
  playing: ['exec/errors/connection-refused', 'exec/stdin/open-pipe', 'app-server/threads/kept', 'app-server/turn/sum'],
  elapsed: 23_400,
  left: 65_000,
};

function at(columns: number, change: Partial<ProgressState> = {}): string {
  return progressLines({ ...STATE, ...change }, createStyle(false), columns).join('\n');
}

test('counts scenarios by mode, with the time left', () => {
  expect(at(200)).toMatchInlineSnapshot(`
    "✓ exec, stateless   71/71
    ✗ exec, persistent   9/14  2 red
    · app-server         3/60
    playing  exec/errors/connection-refused, exec/stdin/open-pipe, app-server/threads/kept, app-server/turn/sum
    83 of 145 played in 24 s, about 1 min 5 s left"
  `);
});

const WORDS = new Set([...at(200).replaceAll(',', '').split(/\s+/), 'and', 'more', '2', '3']);

test.each([60, 40])('breaks after names at %i columns', (columns) => {
  const text = at(columns).replaceAll(',', '');
  expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThan(columns);
  expect(text.split(/\s+/).filter((word) => !WORDS.has(word))).toEqual([]);
});

test('only counts a name that is longer than a line', () => {
  expect(
    [40, 20].map((columns) =>
      at(columns)
        .split('\n')
        .filter((line) => line.startsWith('playing')),
    ),
  ).toEqual([['playing  exec/stdin/open-pipe and 3'], ['playing  4 scenarios']]);
});

test('leaves out an unknown or short time left', () => {
  const done = { modes: { app_server: { total: 1, done: 1, red: 0 } }, playing: [], elapsed: 900, left: 0 };
  const lastLine = (left: number | null): string | undefined => at(80, { left }).split('\n').at(-1);
  expect([lastLine(null), lastLine(400), at(80, done)]).toMatchInlineSnapshot(`
    [
      "83 of 145 played in 24 s",
      "83 of 145 played in 24 s",
      "✓ app-server  1/1
    1 of 1 played in 1 s, writing the results",
    ]
  `);
});

test('escapes the name of a scenario', () => {
  expect(at(80, { playing: ['exec/\u001b[2J'] })).toContain(String.raw`exec/\u001b[2J`);
});
