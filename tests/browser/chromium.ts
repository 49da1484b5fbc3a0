import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, test as base } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const MISSING =
  'there is no Chromium: install one (Debian: apt-get install chromium) or name it in CODEX_CONFORMANCE_CHROMIUM';

/** What needs no network of its own, no display, and works in a container. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Promise<Browser> | undefined;

afterAll(async () => (await browser)?.close());

/** A page, and all that it asked for or complained about. */
export interface OpenPage {
  readonly page: Page;
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
}

/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

export const DESKTOP: View = { width: 1440, height: 1000, scheme: 'light' };
export const PHONE: View = { width: 390, height: 844, scheme: 'light' };

interface Fixtures {
  /** Opens an address, in a context of its own that ends with the test. */
  readonly open: (url: string, view: View) => Promise<OpenPage>;
}

/** A test in a real Chromium; skipped, with the reason, where there is none. */
export const test = base.extend<Fixtures>({
  open: async ({ onTestFinished, skip }, use) => {
    const executablePath = process.env['CODEX_CONFORMANCE_CHROMIUM'] ?? onPath();
    if (executablePath === undefined) return skip(MISSING);
    browser ??= chromium.launch({ executablePath, args: ARGS });
    const running = await browser;
    await use(async (url, { width, height, scheme }) => {
      const context = await running.newContext({ viewport: { width, height }, colorScheme: scheme });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(url);
      return { page, requests, complaints };
    });
  },
});

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
