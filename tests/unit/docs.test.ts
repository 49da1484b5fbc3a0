import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT_CODES } from '../../helpers/cli/exit-codes.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

const PAGE = 'docs/adding-a-check.md';
const PAGES = globSync(['*.md', 'docs/*.md', 'outputs/*.md', 'fixtures/*.md'], {
  cwd: SUITE_ROOT,
  exclude: ['docs/changes.md'],
});

/** Written by a run, or folders that it makes. */
const GENERATED = /^(?:outputs\/|node_modules|coverage)/;

function read(path: string): string {
  return readFileSync(join(SUITE_ROOT, path), 'utf8');
}

/** Code without its indentation. */
function lines(code: string): string {
  return code.replaceAll(/^ +/gm, '').trim();
}

/** The anchors of the headings of a page, as GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
}

test('the example of a check is part of the suite', () => {
  const blocks = [...read(PAGE).matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)];
  expect(blocks.length).toBeGreaterThan(0);
  const outdated = blocks.filter(([, path, code]) => !lines(read(path!)).includes(lines(code!)));
  expect(outdated.map(([, path]) => path)).toEqual([]);
});

test.for(PAGES)('the files that %s names exist', (page) => {
  const text = read(page);
  const inCode = [...text.matchAll(/`((?:bench|bin|docs|fixtures|helpers|inputs|scripts|tests)\/[\w./-]*)`/g)];
  const prose = text.replaceAll(/^```[^]*?^```$|`[^`\n]*`/gm, '');
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map(([, path]) => join(page, '..', path!));
  const paths = [...inCode.map(([, path]) => path!), ...links].filter((path) => !GENERATED.test(path));
  expect(paths.filter((path) => !existsSync(join(SUITE_ROOT, path)))).toEqual([]);
});

test('the links to headings have a heading', () => {
  const links = PAGES.flatMap((page) =>
    [...read(page).matchAll(/\]\(([^):#\s]*)#([^)\s]+)\)/g)].map(([, path, anchor]) => ({
      page,
      target: path === '' ? page : join(page, '..', path!),
      anchor: anchor!,
    })),
  );
  expect(links.length).toBeGreaterThan(0);
  const broken = links.filter(({ target, anchor }) => !anchorsOf(read(target)).includes(anchor));
  expect(broken).toEqual([]);
});

test('the architecture names every folder of helpers', () => {
  const text = read('docs/architecture.md');
  const folders = readdirSync(join(SUITE_ROOT, 'helpers'));
  expect(folders.filter((folder) => !text.includes(`\`${folder}/\``))).toEqual([]);
});

test('the README lists the exit codes of the help', () => {
  const rows = [...read('README.md').matchAll(/^\| (\d+) +\| (.*?) +\|$/gm)].map(([, code, text]) => [code, text]);
  expect(Object.fromEntries(rows)).toEqual(EXIT_CODES);
});
