import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

const read = (path: string): string => readFileSync(join(SUITE_ROOT, path), 'utf8');
const workflows = globSync('.github/workflows/*.yml', { cwd: SUITE_ROOT }).map(read).join('\n');

test('the workflows run only scripts of package.json', () => {
  const scripts = [...workflows.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(scripts.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  expect(scripts.length).toBeGreaterThan(0);
});

test('the docs explain each variable that the workflows set', () => {
  const docs = ['README.md', 'docs/matrix.md'].map(read).join('\n');
  const variables = [...workflows.matchAll(/^ *(CODEX_\w+):/gm)].map(([, name]) => name!);
  expect(variables.filter((name) => !docs.includes(name))).toEqual([]);
  expect(variables.length).toBeGreaterThan(0);
});
