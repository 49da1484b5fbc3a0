import { expect, test } from 'vitest';
import { wrapLine } from '../../../../helpers/formats/terminal/wrap-line.ts';
import { createStyle } from '../../../../helpers/util/terminal/style.ts';

test.for<[line: string, lines: string[]]>([
  ['short', ['short']],
  ['', ['']],
  ['Failed: exec, stateless (1 failed check).', ['Failed: exec, stateless (1', 'failed check).']],
  ['  expected  "one two three four"', ['  expected  "one two three', '            four"']],
  [
    'results   outputs (report.html, recordings)',
    ['results   outputs', '          (report.html,', '          recordings)'],
  ],
  ['✓ exec, stateless   1 case, 2 checks passed', ['✓ exec, stateless   1 case,', '  2 checks passed']],
  [
    '  replay    run --codex 1.0.0 --only a/b',
    ['  replay    run --codex \\', '            1.0.0 --only \\', '            a/b'],
  ],
])('wraps %j after words at 28 columns', ([line, lines]) => {
  expect(wrapLine(line, 28)).toEqual(lines);
});

test('counts no colours', () => {
  const style = createStyle(true);
  expect(wrapLine(`${style.red('✗')} ${style.bold('a check that')} fails twice`, 20)).toEqual([
    `${style.red('✗')} ${style.bold('a check that')} fails`,
    '  twice',
  ]);
});
