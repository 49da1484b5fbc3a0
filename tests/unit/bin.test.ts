import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../helpers/codex/cache-folder.ts';
import packageJson from '../../package.json' with { type: 'json' };

/** Plain JavaScript, so it brings no types. */
const { nodeProblem } = (await import(new URL('../../bin/supported-node.js', import.meta.url).href)) as {
  readonly nodeProblem: (version: string, range: string, stripsTypes: boolean) => string | null;
};

const { compileCacheFolder } = (await import(new URL('../../bin/compile-cache.js', import.meta.url).href)) as {
  readonly compileCacheFolder: (env: Readonly<Record<string, string>>) => string;
};

function supports(version: string): boolean {
  return nodeProblem(version, packageJson.engines.node, true) === null;
}

test.for(['22.12.0', '22.99.1', '24.0.0', '24.21.0', '26.0.0', '26.10.0-nightly', '27.1.0', '100.0.0'])(
  'supports Node.js %s',
  (version) => expect(supports(version)).toBe(true),
);

test.for(['8.0.0', '12.17.0', '20.20.2', '22.11.9', '23.11.0', '25.9.9'])('rejects Node.js %s', (version) => {
  expect(supports(version)).toBe(false);
});

test('names the needed, the found and the next version', () => {
  expect(nodeProblem('20.20.2', packageJson.engines.node, false)).toBe(
    [
      'error: codex-conformance needs Node.js ^22.12.0 || ^24.0.0 || >=26.0.0, found 20.20.2',
      'hint: In the checkout, `npm run codex-conformance -- …` brings its own Node.js 24 (after `npm ci`, without --ignore-scripts).',
    ].join('\n'),
  );
});

test('names the flag that an older Node.js needs', () => {
  expect(nodeProblem('22.12.0', packageJson.engines.node, false)).toBe(
    [
      'error: Node.js 22.12.0 runs TypeScript only with a flag',
      'hint: Set NODE_OPTIONS=--experimental-strip-types, or use Node.js 22.18 or later.',
    ].join('\n'),
  );
});

test('rejects an unknown form of range', () => {
  expect(() => nodeProblem('24.0.0', '>24', true)).toThrow(
    'engines.node of package.json has a part that is not understood: >24',
  );
});

test.for([
  { HOME: '/h' },
  { HOME: '/h', XDG_CACHE_HOME: '/c' },
  { HOME: '', XDG_CACHE_HOME: '' },
  { HOME: '/h', XDG_CACHE_HOME: 'c' },
])('compiles into the cache folder of the suite with %o', (env) => {
  expect(compileCacheFolder(env)).toBe(join(cacheFolder(env), 'compiled'));
});
