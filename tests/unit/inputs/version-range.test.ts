import { expect, test } from 'vitest';
import { byVersion, parseVersionRange, VERSION_RANGE } from '../../../helpers/inputs/version-range.ts';

const VERSIONS = ['0.9.0', '0.96.0', '0.98.0', '0.99.0-alpha.1', '0.99.0', '0.99.1', '0.117.0', '1.0.0', 'dev'];

test.each([
  ['*', VERSIONS],
  ['0.98.0', ['0.98.0']],
  ['=0.98.0', ['0.98.0']],
  ['>=0.99.0', ['0.99.0', '0.99.1', '0.117.0', '1.0.0']],
  ['>0.99.0', ['0.99.1', '0.117.0', '1.0.0']],
  ['<=0.98.0', ['0.9.0', '0.96.0', '0.98.0']],
  ['<0.99.0', ['0.9.0', '0.96.0', '0.98.0', '0.99.0-alpha.1']],
  ['>=0.99.0 <0.117.0', ['0.99.0', '0.99.1']],
  ['>=0.99.0-alpha.1 <0.99.1', ['0.99.0-alpha.1', '0.99.0']],
  ['>1.0.0 <0.9.0', []],
])('%s takes in %j', (range, expected) => {
  expect(range).toMatch(VERSION_RANGE);
  expect(VERSIONS.filter(parseVersionRange(range))).toEqual(expected);
});

test('prereleases are in the order of section 11 of Semantic Versioning', () => {
  const order = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1'].map((part) => `1.0.0-${part}`);
  const later = [...order, '1.0.0'].map((version) => [...order, '1.0.0'].filter(parseVersionRange(`>${version}`)));
  expect(later).toEqual([...order, '1.0.0'].map((_, index, all) => all.slice(index + 1)));
});

test('what was built when makes no difference', () => {
  expect(parseVersionRange('0.98.0')('0.98.0+2026.01')).toBe(true);
});

test.each(['', ' ', '0.98', 'v0.98.0', '>= 0.98.0', '>=0.98.0  <1.0.0', '~0.98.0', '0.98.x', '>=', '* *', '0.98.0 ||'])(
  '%j is no range',
  (range) => {
    expect(range).not.toMatch(VERSION_RANGE);
    expect(() => parseVersionRange(range)).toThrow('not a range of versions');
  },
);

test('versions are put in order, and what is none comes last', () => {
  const versions = ['0.100.0', 'dev', '0.99.0', '0.99.0-alpha.10', '0.99.0-alpha.9', '0.99.0+b', '0.99.0+a', '0.9.0'];
  expect(versions.toSorted(byVersion)).toEqual([
    '0.9.0',
    '0.99.0-alpha.9',
    '0.99.0-alpha.10',
    '0.99.0',
    '0.99.0+a',
    '0.99.0+b',
    '0.100.0',
    'dev',
  ]);
});
