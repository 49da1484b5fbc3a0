import { expect, test } from 'vitest';
import type { PublishedList } from '../../../../helpers/codex/store/published.ts';
import { exactVersion, namesVersions, selectVersions } from '../../../../helpers/codex/store/select.ts';
import { failureOf } from '../temporary.ts';

const VERSIONS = ['0.77.0', '0.79.0', '0.98.0', '0.99.0-alpha.1', '0.99.0', '0.100.0-alpha.3', '0.100.0-alpha.9'];

const LIST: PublishedList = {
  versions: VERSIONS.map((version) => ({ version, date: null, mayRunHere: true })),
  latest: '0.98.0',
  fresh: true,
};

function selected(spec: string, preReleases?: boolean): string[] {
  return selectVersions(spec, LIST, preReleases).map(({ version }) => version);
}

test.each([
  ['0.98.0', ['0.98.0']],
  ['v0.98.0', ['0.98.0']],
  ['latest', ['0.98.0']],
  ['*', ['0.77.0', '0.79.0', '0.98.0', '0.99.0']],
  ['>=0.98', ['0.98.0', '0.99.0']],
  ['>= 0.77 <0.79', ['0.77.0']],
  ['^0.98.0 || 0.77', ['0.77.0', '0.98.0']],
  ['0.77.0 - 0.98.0', ['0.77.0', '0.79.0', '0.98.0']],
  ['0.99.0-alpha.1', ['0.99.0-alpha.1']],
  ['>=0.100.0-alpha.1', ['0.100.0-alpha.3', '0.100.0-alpha.9']],
])('%s takes %j', (spec, expected) => {
  expect(namesVersions(spec)).toBe(true);
  expect(selected(spec)).toEqual(expected);
});

test('all pre-releases are taken where that is asked for', () => {
  expect(selected('>=0.98', true)).toEqual(VERSIONS.slice(2));
});

test('`latest` is the newest stable version without such a tag', () => {
  expect(selectVersions('latest', { ...LIST, latest: null }).map(({ version }) => version)).toEqual(['0.99.0']);
});

test.each(['codex', 'x', 'codex-0.98.0', './0.98.0', '/opt/0.98.0', '', 'pinned', '0.98.0,0.99.0', '0.98.0.1'])(
  '%j names no versions',
  (spec) => {
    expect(namesVersions(spec)).toBe(false);
  },
);

test('a range is not exact', () => {
  expect(['0.98.0', 'v0.98.0', '0.98', '^0.98.0', 'latest'].map(exactVersion)).toEqual([
    '0.98.0',
    '0.98.0',
    null,
    null,
    null,
  ]);
});

test('names the nearest versions of an unknown one', async () => {
  const specs = ['0.78.0', '9.9.9', '0.1.0', '>=9', '0.78.x', '0.100.0-alpha.5', '<0.1'];
  const failures = await Promise.all(specs.map((spec) => failureOf(() => selected(spec))));
  expect(failures.map(({ kind, message, hint }) => `${kind}: ${message} ${hint}`)).toMatchInlineSnapshot(`
    [
      "usage: codex 0.78.0 was never published. The nearest are 0.77.0 and 0.79.0. List the versions: codex-conformance versions",
      "usage: codex 9.9.9 was never published. The nearest is 0.99.0. List the versions: codex-conformance versions",
      "usage: codex 0.1.0 was never published. The nearest is 0.77.0. List the versions: codex-conformance versions",
      "usage: No published version of codex matches >=9. The nearest is 0.99.0. List the versions: codex-conformance versions",
      "usage: No published version of codex matches 0.78.x. The nearest are 0.77.0 and 0.79.0. List the versions: codex-conformance versions",
      "usage: codex 0.100.0-alpha.5 was never published. The nearest are 0.100.0-alpha.3 and 0.100.0-alpha.9. List the versions: codex-conformance versions",
      "usage: No published version of codex matches <0.1. The nearest is 0.77.0. List the versions: codex-conformance versions",
    ]
  `);
  const empty = await failureOf(() => selectVersions('0.98.0', { ...LIST, versions: [] }));
  expect(empty.hint).toBe('List the versions: codex-conformance versions');
});
