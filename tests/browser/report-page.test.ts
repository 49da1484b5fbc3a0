import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { reportPage } from '../../helpers/formats/run/report.ts';
import {
  APP_SERVER,
  failedCheck,
  inTheirModes,
  module,
  runOf,
  scenario,
  scenarioResult,
  STATELESS,
} from '../unit/reporters/run-fixture.ts';
import { DESKTOP, PHONE, test } from './chromium.ts';

const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-report-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const FAILED = 'exec/errors/quota';

const run = inTheirModes(
  runOf([
    STATELESS,
    module(
      scenario(scenarioResult({ scenario: FAILED, recording: `recordings/${FAILED}` }), [
        failedCheck({ scenario: FAILED, id: 'exec/turn/odd' }),
      ]),
    ),
    APP_SERVER,
  ]),
);
const path = join(folder, 'report.html');
await writeFile(
  path,
  reportPage(run, (name) => `run ${name}`),
);
const url = pathToFileURL(path).href;

async function shown(page: Page): Promise<string[]> {
  const scenarios = await page.locator('details[data-name]:visible').all();
  return await Promise.all(scenarios.map(async (one) => (await one.getAttribute('data-name'))!));
}

test('finds scenarios by their names, checks and results', async ({ open }) => {
  const { page, complaints } = await open(url, DESKTOP);
  expect(await shown(page)).toEqual([FAILED, 'app-server/turn/sum', 'exec/stateless/sum']);
  await page.keyboard.press('/');
  await page.keyboard.type('SUM exec');
  expect(await shown(page)).toEqual(['exec/stateless/sum']);
  expect(await page.locator('#status').innerText()).toBe('1 of 3 scenarios');
  await page.locator('#q').fill('turn/odd');
  expect(await shown(page)).toEqual([FAILED]);
  await page.locator('#q').fill('');
  await page.locator('#show').selectOption('passed');
  expect(await shown(page)).toEqual(['app-server/turn/sum', 'exec/stateless/sum']);
  expect(new URL(page.url()).hash).toBe('#show=passed');
  expect(complaints).toEqual([]);
});

test('keeps the filter in the address', async ({ open }) => {
  const { page } = await open(`${url}#q=quota&show=failed`, PHONE);
  expect([await page.locator('#q').inputValue(), await shown(page)]).toEqual(['quota', [FAILED]]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
