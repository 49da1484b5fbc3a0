import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect } from 'vitest';
import { matrixPage } from '../../helpers/formats/matrix/page.ts';
import { reportPage } from '../../helpers/formats/run/report.ts';
import { plantedMatrix, plantedRun } from '../unit/reporters/hostile-recordings.ts';
import { Sandbox } from '../self/sandbox.ts';
import { wrapPinnedCodex } from '../self/wrapper.ts';
import { PHONE, test } from './chromium.ts';

const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-hostile-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** All that no page of the suite has. */
const FOREIGN = 'img, iframe, object, embed, svg, base, b, body script[src], [onerror], [onmouseover]';

/** Links of the suite lead into the folder of the page and nowhere else. */
const ELSEWHERE = 'a:not([href^="./"]):not([href^="#"])';

async function pageOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return pathToFileURL(path).href;
}

test('shows hostile text of a run as inert text', async ({ open }) => {
  const url = await pageOf(
    'report.html',
    reportPage(plantedRun(), (name) => `run ${name}`),
  );
  const { page, requests, complaints } = await open(url, PHONE);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  expect(await page.locator('body').innerText()).toContain('<script>globalThis.pwned = 1</script>');
  expect(await page.locator(`${FOREIGN}, ${ELSEWHERE}`).count()).toBe(0);
  expect(await page.locator('script').count()).toBe(1);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect({ requests, complaints }).toEqual({ requests: [url], complaints: [] });
});

test('shows hostile text of every cell as inert text', async ({ open }) => {
  const url = await pageOf('index.html', matrixPage(plantedMatrix()));
  const { page, requests, complaints } = await open(url, PHONE);
  const details = page.getByRole('complementary');
  const scripts = await page.locator('script').count();
  // The last cell of a check is that of the version in which all is planted.
  const opened = await page.evaluate(() => {
    const cells = [...document.querySelectorAll<HTMLElement>('tr.line td:last-child')];
    const shown = cells.map((cell) => {
      cell.click();
      return document.querySelector('aside')?.innerText ?? '';
    });
    return shown.filter((text) => text.includes('<script>globalThis.pwned = 1</script>')).length;
  });
  expect(opened).toBeGreaterThan(3);
  expect(await details.isVisible()).toBe(true);
  expect(await details.innerText()).toContain("--codex '0.170.0");
  expect(await page.locator(`${FOREIGN}, ${ELSEWHERE}`).count()).toBe(0);
  expect(await page.locator('script').count()).toBe(scripts);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect({ requests, complaints }).toEqual({ requests: [url], complaints: [] });
});

test('shows pages of a hostile codex as inert text', async ({ open, onTestFinished }) => {
  const sandbox = new Sandbox(join(folder, 'cache'));
  onTestFinished(() => sandbox.remove());
  const codex = wrapPinnedCodex('plants-hostile-text.js', sandbox.root);
  const args = ['--codex', codex, '--only', 'exec/stateless/sum', '--out', sandbox.out];
  const codes: (number | undefined)[] = [];
  for (const command of ['run', 'matrix']) codes.push((await sandbox.run([command, ...args])).exitCode);
  expect(codes).toEqual([1, 0]);
  for (const name of ['report.html', 'index.html']) {
    const url = pathToFileURL(join(sandbox.out, name)).href;
    const { page, requests, complaints } = await open(url, PHONE);
    expect(await page.evaluate(() => document.documentElement.outerHTML.includes('globalThis.pwned'))).toBe(true);
    expect(await page.locator(FOREIGN).count()).toBe(0);
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect({ name, requests, complaints }).toEqual({ name, requests: [url], complaints: [] });
  }
});
