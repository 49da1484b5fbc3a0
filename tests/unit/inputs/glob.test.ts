import * as fc from 'fast-check';
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

test('characters that mean something elsewhere stand for themselves', () => {
  expect([matchesPattern('a.b', 'axb'), matchesPattern('[ab]*', 'a'), matchesPattern('{a}(b)+*', '{a}(b)+c')]).toEqual([
    false,
    false,
    true,
  ]);
});

test('no patterns take everything, several take what one of them takes', () => {
  expect([[], ['exec'], ['app-server', 'exec/*']].map((patterns) => matchesAny(patterns, 'exec/plain'))).toEqual([
    true,
    true,
    true,
  ]);
  expect(matchesAny(['app-server', 'exec/resume'], 'exec/plain')).toBe(false);
});

test('a pattern that makes backtracking explode takes no time', () => {
  expect(matchesPattern(`${'a*'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
  expect(matchesPattern(`${'**/a/'.repeat(50)}b`, 'a/'.repeat(2000))).toBe(false);
});

/** The same rules, written as the definition says them: slow and obvious. */
function matchesByDefinition(pattern: readonly string[], name: readonly string[], star: string): boolean {
  const [wanted, ...patternRest] = pattern;
  const [found, ...nameRest] = name;
  if (wanted === undefined) return found === undefined;
  if (wanted === star) {
    return (
      matchesByDefinition(patternRest, name, star) ||
      (found !== undefined && matchesByDefinition(pattern, nameRest, star))
    );
  }
  const same =
    found !== undefined &&
    (star === '**'
      ? matchesByDefinition(Array.from(wanted), Array.from(found), '*')
      : wanted === '?' || wanted === found);
  return same && matchesByDefinition(patternRest, nameRest, star);
}

test('agrees with the definition on any pattern', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
  const patterns = fc.array(fc.oneof(part, fc.constant('**')), { minLength: 1, maxLength: 4 });
  const names = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(patterns, names, (parts, name) => {
      fc.pre(/[*?]/.test(parts.join('/')) && parts.at(-1) !== '');
      expect(matchesPattern(parts.join('/'), name.join('/'))).toBe(matchesByDefinition(parts, name, '**'));
    }),
    { numRuns: 3000 },
  );
});
