import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect } from 'vitest';
import type { Matrix } from '../../helpers/versions/matrix/format.ts';
import { matrixPage } from '../../helpers/formats/matrix/page.ts';
import { HOSTILE } from '../unit/reporters/hostile.ts';
import { matrixOf } from '../unit/formats/matrix/matrix-fixture.ts';
import { syntheticMatrix } from '../unit/formats/matrix/synthetic.ts';
import { DESKTOP, PHONE, test } from './chromium.ts';

const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-page-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const LARGE = await pageOf('large', syntheticMatrix({ versions: 45, scenarios: 60, checks: 80 }));
const SMALL = await pageOf('small', syntheticMatrix({ versions: 12, scenarios: 6, checks: 32 }));

const VIEWS = [DESKTOP, PHONE].flatMap((view) => [view, { ...view, scheme: 'dark' as const }]);

/** Writes a page and gives its address. */
async function pageOf(name: string, matrix: Matrix): Promise<string> {
  const path = join(folder, `${name}.html`);
  await writeFile(path, matrixPage(matrix));
  return pathToFileURL(path).href;
}

for (const view of VIEWS) {
  test(`fits ${view.width} pixels in ${view.scheme} without requests or errors`, async ({ open }) => {
    const { page, requests, complaints } = await open(LARGE, view);
    expect(await page.getByText(/^8 of 80 checks do not hold in 0\.169\.0/).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe(view.scheme === 'dark' ? 'rgb(22, 24, 27)' : 'rgb(255, 255, 255)');
    // The newest version is in sight, and the names of the checks stay beside it.
    const seen = await page.evaluate(() => {
      const box = document.querySelector('.scroll')!.getBoundingClientRect();
      const line = document.querySelector('tr.line')!;
      const inside = (cell: Element) => {
        const { left, right } = cell.getBoundingClientRect();
        return left >= box.left - 1 && right <= box.right + 1;
      };
      return [line.firstElementChild!, line.lastElementChild!].map(inside);
    });
    expect(seen).toEqual([true, true]);
    expect({ requests, complaints }).toEqual({ requests: [LARGE], complaints: [] });
  });
}

test('builds the rows of scenarios only while a check is open', async ({ open }) => {
  const { page } = await open(LARGE, DESKTOP);
  expect(await page.locator('tr.scenario').count()).toBe(0);
  const toggle = page.locator('.toggle').first();
  await toggle.click();
  expect(await page.locator('tr.scenario').count()).toBe(20);
  expect(await toggle.getAttribute('aria-expanded')).toBe('true');
  await toggle.click();
  expect(await page.locator('tr.scenario').count()).toBe(0);
});

test('combines filters and restores them from the address', async ({ open }) => {
  const { page } = await open(SMALL, DESKTOP);
  const status = page.getByRole('status');
  expect(await status.textContent()).toBe('32 checks on 6 scenarios, 128 rows.');
  await page.getByRole('searchbox').fill('run usage');
  await page.getByRole('button', { name: 'must', exact: true }).click();
  await page.getByRole('button', { name: 'app-server', exact: true }).click();
  await expect.poll(() => status.textContent()).toBe('1 check on 2 scenarios, 2 rows.');
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('changed');
  await expect.poll(() => page.locator('tr.line').count()).toBe(1);
  const { hash } = new URL(page.url());
  expect(hash).toBe('#q=run+usage&level=must&mode=app-server&show=changed');

  const { page: again } = await open(`${SMALL}${hash}`, DESKTOP);
  expect(await again.getByRole('status').textContent()).toBe(await status.textContent());
  expect(await again.getByRole('searchbox').inputValue()).toBe('run usage');
  await again.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => again.getByRole('status').textContent()).toBe('32 checks on 6 scenarios, 128 rows.');
  await again.getByRole('searchbox').fill('no such thing');
  await again.getByText('Nothing matches.').waitFor();
});

test('compares two versions and shows only differences', async ({ open }) => {
  const { page } = await open(SMALL, DESKTOP);
  await page.getByRole('combobox', { name: 'Compare version' }).selectOption('0.45.0');
  await page.getByRole('combobox', { name: 'with version' }).selectOption('0.169.0');
  await expect
    .poll(() => page.getByRole('status').textContent())
    .toBe('From 0.45.0 to 0.169.0: 4 checks worse, 2 better, 2 otherwise different.');
  expect(await page.locator('thead th').allTextContents()).toContain('0.169.0');
  const line = page.locator('tr.line').first();
  expect(await line.locator('td').allTextContents()).toMatchInlineSnapshot(`
    [
      "✗ fails",
      "✓ holds",
      "▲ better 2",
    ]
  `);
});

test('opens the details of a cell with the keyboard', async ({ open }) => {
  const { page, complaints } = await open(`${SMALL}#q=app-server/turn/carries&mode=app-server`, DESKTOP);
  await page.locator('.stop[tabindex="0"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('0.169.0: fails');
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary');
  expect((await details.innerText()).split(/\n+/)).toMatchInlineSnapshot(`
    [
      "✕",
      "0.169.0, 2025-12-28",
      "app-server/turn/carries-the-same-3",
      "✗ fails",
      "What turn tell carries the same id throughout.",
      "must documented: docs/exec.md, events",
      "app-server/turn/sum",
      "Plays sum and waits for the end of the turn.",
      "Evidence",
      "the number is a text since the turn has items",
      "stdout.jsonl, line 4",
      "expected",
      "42",
      "actual",
      "{"turn":0}",
      "History",
      "✓ 0.45.0 to 0.112.0 holds",
      " 0.123.0 not played",
      "✗ 0.135.0 to 0.169.0 fails",
      "Recording",
      "versions/0.169.0/recordings/app-server/turn/sum",
      "Replay",
      "codex-conformance run --codex 0.169.0 --only app-server/turn/sum",
      "Copy",
    ]
  `);
  expect(await details.getByRole('link').getAttribute('href')).toBe(
    './versions/0.169.0/recordings/app-server/turn/sum/',
  );
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('details-title');
  expect(new URL(page.url()).hash).toContain('cell=app-server/turn/');
  const { page: again } = await open(page.url(), PHONE);
  expect(await again.getByRole('complementary').innerText()).toBe(await details.innerText());
  await page.keyboard.press('Escape');
  expect(await details.isHidden()).toBe(true);
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('0.169.0: fails');
  expect(complaints).toEqual([]);
});

test('shows the worst scenario of a check and links to each', async ({ open }) => {
  const { page } = await open(`${SMALL}#q=app-server/turn/carries`, DESKTOP);
  await page.locator('tr.line td').last().click();
  const details = page.getByRole('complementary');
  await details.getByText('Evidence in app-server/turn/').waitFor();
  await details.getByRole('button', { name: 'app-server/turn/sum' }).click();
  expect(await details.locator('code').textContent()).toBe(
    'codex-conformance run --codex 0.169.0 --only app-server/turn/sum',
  );
  await details.getByRole('button', { name: 'Close the details' }).click();
  expect(await details.isHidden()).toBe(true);
});

test('lists changes by kind and links to the check', async ({ open }) => {
  const { page } = await open(LARGE, DESKTOP);
  const findings = page.locator('.findings tbody tr');
  expect(await findings.count()).toBe(6);
  await page.getByRole('button', { name: 'Show all 10' }).click();
  expect(await findings.count()).toBe(10);
  await page.getByRole('button', { name: 'Fixed 5', exact: true }).click();
  expect(await findings.first().innerText()).toMatchInlineSnapshot(`
    "0.87.0	exec/errors/has-the-text-6
    What errors tell has the text that the model sent, unchanged.
    	must	exec, stateless: 20 scenarios; exec, persistent: 20 scenarios	fails up to 0.84.0, holds since 0.87.0"
  `);
  await findings.first().getByRole('button').click();
  await expect.poll(() => page.locator('tr.line .toggle').count()).toBe(2);
});

test('prefers the theme of the reader over the system', async ({ open }) => {
  const { page } = await open(SMALL, { ...DESKTOP, scheme: 'dark' });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole('button', { name: 'Theme: auto' }).click();
  expect(await paper()).toBe('rgb(255, 255, 255)');
  await page.reload();
  expect(await paper()).toBe('rgb(255, 255, 255)');
  await page.getByRole('button', { name: 'Theme: light' }).click();
  expect(await paper()).toBe('rgb(22, 24, 27)');
});

test('shows hostile text as inert text', async ({ open }) => {
  const hostile = { message: HOSTILE, file: HOSTILE, expected: HOSTILE, actual: HOSTILE };
  const matrix = matrixOf({
    '0.1.0': {},
    '0.2.0': {
      verdict: 'fail',
      clause: HOSTILE,
      evidence: [hostile],
      authority: { kind: 'source', reference: HOSTILE },
    },
    '0.3.0': { verdict: 'untestable', reason: HOSTILE },
  });
  const names: Readonly<Record<string, string>> = {
    'exec/stateless/sum': HOSTILE,
    'exec.stream.first-event': `id ${HOSTILE}`,
    'versions/0.2.0/recordings': HOSTILE,
    '0.2.0': `0.2.0 ${HOSTILE}`,
  };
  const planted = JSON.stringify(matrix, (key, value: unknown) => {
    if (key === 'problem') return HOSTILE;
    return typeof value === 'string' ? (names[value] ?? value) : value;
  });
  const url = await pageOf('hostile', JSON.parse(planted) as Matrix);
  const { page, requests, complaints } = await open(url, DESKTOP);
  await page.locator('.toggle').click();
  await page.locator('tr.scenario td').nth(1).click();
  const details = page.getByRole('complementary');
  const shown = await details.innerText();
  expect(shown).toContain('</script><script>globalThis.pwned = 1</script>');
  expect(shown).toContain(String.raw`\u001b[2J\u001b]0;title\u0007`);
  expect(shown).toContain(String.raw`\u202egpj.exe\u2066`);
  expect(await page.content()).toMatch(/^[^\p{Cf}\p{Zl}\p{Zp}]*$/u);
  expect(await details.getByRole('link').getAttribute('href')).toMatch(/^\.\//);
  await page.locator('tr.scenario td').nth(2).click();
  expect(await details.innerText()).toContain('<img src=x onerror=');
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await page.locator('img, iframe, h1 + script').count()).toBe(0);
  expect({ requests, complaints }).toEqual({ requests: [url], complaints: [] });
});

test('runs no script that is injected', async ({ open }) => {
  const { page, complaints } = await open(SMALL, DESKTOP);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.pwned = 1';
    document.body.append(script);
    document.body.insertAdjacentHTML(
      'beforeend',
      '<img src="https://example.com/x.png" onerror="globalThis.pwned = 1">',
    );
  });
  await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2);
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(complaints.filter((complaint) => !complaint.includes('Content Security Policy'))).toEqual([]);
});
