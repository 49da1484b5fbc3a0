import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT_CODES } from '../../helpers/cli/exit-codes.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

const PAGE = 'docs/adding-a-check.md';

function read(path: string): string {
  return readFileSync(join(SUITE_ROOT, path), 'utf8');
}

/** Code without its indentation. */
function lines(code: string): string {
  return code.replaceAll(/^ +/gm, '').trim();
}

test('the example of a check is that of the suite', () => {
  const blocks = [...read(PAGE).matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)];
  expect(blocks.map(([, path]) => path)).toEqual(['helpers/checks/exec/item-ids.ts', 'helpers/proof/exec/items.ts']);
  const outdated = blocks.filter(([, path, code]) => !lines(read(path!)).includes(lines(code!)));
  expect(outdated.map(([, path]) => path)).toEqual([]);
});

test('the files that it names are there', () => {
  const paths = [...read(PAGE).matchAll(/`((?:helpers|tests|inputs|fixtures)\/[\w./-]*)`/g)].map(([, path]) => path!);
  expect(paths.length).toBeGreaterThan(5);
  expect(paths.filter((path) => !existsSync(join(SUITE_ROOT, path)))).toEqual([]);
});

test('the README explains the exit codes as the help does', () => {
  const rows = [...read('README.md').matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, code, meaning]) => [
    code,
    meaning,
  ]);
  expect(Object.fromEntries(rows)).toEqual(EXIT_CODES);
});
