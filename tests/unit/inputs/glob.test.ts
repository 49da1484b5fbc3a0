import { expect, test } from 'vitest';
import { matchesAny, matchesPattern } from '../../../helpers/inputs/glob.ts';

const NAMES = [
  'exec',
  'exec/plain',
  'exec/resume/by-id',
  'exec/resume/last',
  'executor/plain',
  'app-server/plain',
  'exec.stream.first-event',
  'exec.stream',
];

test.for<[pattern: string, names: string[]]>([
  ['exec', ['exec', 'exec/plain', 'exec/resume/by-id', 'exec/resume/last']],
  ['exec/', ['exec', 'exec/plain', 'exec/resume/by-id', 'exec/resume/last']],
  ['exec/resume', ['exec/resume/by-id', 'exec/resume/last']],
  ['exec/res', []],
  ['Exec', []],
  ['exec.stream', ['exec.stream']],
  ['exec/*', ['exec/plain']],
  ['exec/**', ['exec', 'exec/plain', 'exec/resume/by-id', 'exec/resume/last']],
  ['exec/*/*', ['exec/resume/by-id', 'exec/resume/last']],
  ['*/plain', ['exec/plain', 'executor/plain', 'app-server/plain']],
  ['**/plain', ['exec/plain', 'executor/plain', 'app-server/plain']],
  ['**/by-id', ['exec/resume/by-id']],
  ['exec/**/by-id', ['exec/resume/by-id']],
  ['exec/resume/**/by-id', ['exec/resume/by-id']],
  ['**/resume/**', ['exec/resume/by-id', 'exec/resume/last']],
  ['**', NAMES],
  ['*', ['exec', 'exec.stream.first-event', 'exec.stream']],
  ['exec.*', ['exec.stream.first-event', 'exec.stream']],
  ['*-*/plain', ['app-server/plain']],
  ['exec/resume/by?id', ['exec/resume/by-id']],
  ['exec?plain', []],
  ['exec**/plain', ['exec/plain', 'executor/plain']],
  ['', []],
])('%s takes %j', ([pattern, names]) => {
  expect(NAMES.filter((name) => matchesPattern(pattern, name))).toEqual(names);
});

test('other characters of glob patterns stand for themselves', () => {
  const patterns = ['(a)*', '{a,b}*', '[ab]*', '!a*', '+(a)*', '@(a|b)*', String.raw`a\b*`, 'a.b*', '$^a#*'];
  const matching = patterns.map((pattern) => [
    matchesPattern(pattern, pattern.replace('*', 'c')),
    matchesPattern(pattern, 'a'),
  ]);
  expect(matching).toEqual(patterns.map(() => [true, false]));
});

test('no patterns match everything, several match like any of them', () => {
  expect([[], ['exec'], ['app-server', 'exec/*']].map((patterns) => matchesAny(patterns, 'exec/plain'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(matchesAny(['app-server', 'exec/resume'], 'exec/plain')).toBe(false);
});
