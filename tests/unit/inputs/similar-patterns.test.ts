import { expect, test } from 'vitest';
import { matchesPattern } from '../../../helpers/inputs/glob.ts';
import { similarHint, similarPatterns } from '../../../helpers/inputs/similar-patterns.ts';

const NAMES = [
  'exec/stateless/sum',
  'exec/stdin/open-pipe',
  'exec/stdin/no-prompt',
  'exec/errors/no-key',
  'exec/resume/unknown-id',
  'app-server/errors/http',
  'app-server/turn/sum',
  'run/files/tmp-empty',
];

test.for<[pattern: string, similar: string[]]>([
  ['stdin', ['exec/stdin']],
  ['stdin/open-pipe', ['exec/stdin/open-pipe']],
  ['errors', ['exec/errors', 'app-server/errors']],
  ['exec/stdn', ['exec/stdin']],
  ['/exec/stdn/', ['exec/stdin']],
  ['app-sever', ['app-server']],
  ['app-sever/trun/smu', ['app-server/turn/sum']],
  ['exec/stdin/open', ['exec/stdin/open-pipe']],
  ['exec-stdin', ['exec/stdin']],
  ['pipe', ['exec/stdin/open-pipe']],
  ['exec/resume/by-name', ['exec/resume']],
  ['exec/nothing-like-it', []],
  ['nothing-like-it', []],
  ['no', []],
  ['/', []],
  ['', []],
])('for the path %s suggests %j', ([pattern, similar]) => {
  expect(similarPatterns(pattern, NAMES)).toEqual(similar);
});

test.for<[pattern: string, similar: string[]]>([
  ['exec/stdn/*', ['exec/stdin/*']],
  ['app-sever/**', ['app-server/**']],
  ['stdin/*', ['**/stdin/*']],
  ['*pipe*', ['**/*pipe*']],
  ['exec/std*', ['exec/std*/**']],
  ['stdn/*', ['**/stdin/*']],
  ['exec/*/open-pip', ['exec/*/open-pipe']],
  ['nothing-like-it/*', []],
  ['exec/stdin/*/deeper', []],
])('for the glob %s suggests %j', ([pattern, similar]) => {
  expect(similarPatterns(pattern, NAMES)).toEqual(similar);
});

test('suggests only patterns that match a name', () => {
  const parts = ['exec', 'exce', 'stdin', 'stdni', 'errors', 'sum', '*', '**', 'n?-*', '(', ''];
  const patterns = parts.flatMap((one) => parts.flatMap((two) => [`${one}/${two}`, `${two}/${one}/sum`]));
  const similar = patterns.flatMap((pattern) => similarPatterns(pattern, NAMES));
  expect(similar.length).toBeGreaterThan(50);
  expect(similar.filter((one) => !NAMES.some((name) => matchesPattern(one, name)))).toEqual([]);
});

test('suggests at most three names', () => {
  const names = ['a/same', 'b/same', 'c/same', 'd/same'];
  expect(similarPatterns('same', names)).toEqual(names.slice(0, 3));
  expect(similarHint(['same', 'same'], names)).toBe('Did you mean a/same, b/same or c/same?');
});

test('quotes globs and is undefined without a suggestion', () => {
  expect([similarHint(['stdin/*', 'errors'], NAMES), similarHint(['nothing-like-it'], NAMES)]).toEqual([
    "Did you mean '**/stdin/*', exec/errors or app-server/errors?",
    undefined,
  ]);
});
