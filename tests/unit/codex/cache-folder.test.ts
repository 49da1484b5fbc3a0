import { platform } from 'node:os';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../../helpers/codex/cache-folder.ts';

const own = platform() === 'darwin' ? '/home/u/Library/Caches' : '/home/u/.cache';

test.each([
  [{ HOME: '/home/u', XDG_CACHE_HOME: '/var/cache/u' }, '/var/cache/u/codex-conformance'],
  [{ HOME: '/home/u', XDG_CACHE_HOME: '' }, `${own}/codex-conformance`],
  [{ HOME: '/home/u' }, `${own}/codex-conformance`],
])('with %o the cache is %s', (env, expected) => {
  expect(cacheFolder(env)).toBe(expected);
});
