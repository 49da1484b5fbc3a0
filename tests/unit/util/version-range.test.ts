import { expect, test } from 'vitest';
import { byVersion, isInRange, isVersion, isVersionRange } from '../../../helpers/util/version-range.ts';

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
  ['~0.99.0', ['0.99.0', '0.99.1']],
  ['0.9.0 || >=0.117.0', ['0.9.0', '0.117.0', '1.0.0']],
])('%s matches %j', (range, expected) => {
  expect(isVersionRange(range)).toBe(true);
  expect(VERSIONS.filter((version) => isInRange(version, range))).toEqual(expected);
});

test('pre-releases are ordered by section 11 of SemVer', () => {
  const order = ['alpha', 'alpha.1', 'alpha.beta', 'beta', 'beta.2', 'beta.11', 'rc.1'].map((part) => `1.0.0-${part}`);
  const later = [...order, '1.0.0'].map((version) =>
    [...order, '1.0.0'].filter((other) => isInRange(other, `>${version}`)),
  );
  expect(later).toEqual([...order, '1.0.0'].map((_, index, all) => all.slice(index + 1)));
});

test('build metadata makes no difference', () => {
  expect(isInRange('0.98.0+2026.01', '0.98.0')).toBe(true);
});

test.each(['', ' ', 'latest', 'dev', '>=', '* *', '0.98.0 latest'])('%j is no range', (range) => {
  expect(isVersionRange(range)).toBe(false);
});

test('a version is written in full', () => {
  const texts = ['0.98.0', '0.99.0-alpha.1', 'v0.98.0', '0.98', ' 0.98.0', 'dev'];
  expect(texts.filter(isVersion)).toEqual(['0.98.0', '0.99.0-alpha.1']);
});

test('versions are sorted, other texts come last', () => {
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
