// Makes the pictures of the README, the terminal and the page of one run on a codex that prints no turn.completed.
// Needs Chromium, see tests/browser/chromium.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { chromium } from 'playwright-core';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import { wrapPinnedCodex } from '../tests/self/wrapper.ts';

const WRAPPER = 'ends-no-turn.js';
const COMMAND = `npx codex-conformance run --codex ${WRAPPER}/codex --only exec/stdin`;

const IMAGES = join(SUITE_ROOT, 'docs', 'images');

const COLUMNS = 120;
/** Pixels. */
const CHARACTER = 8.43;
const LINE = 20;
const MARGIN = 20;

/** Style sheets of the codes of ANSI that the suite prints. */
const STYLES: Readonly<Record<string, string>> = {
  1: 'font-weight:bold',
  2: 'opacity:.65',
  31: 'fill:#ff7b72',
  32: 'fill:#7ee787',
  33: 'fill:#e3b341',
};

const folder = mkdtempSync(join(tmpdir(), 'codex-conformance-pictures-'));
try {
  wrapPinnedCodex(WRAPPER, folder);
  const program = join(SUITE_ROOT, 'bin', 'codex-conformance.js');
  // As npx starts it, so that the commands to copy are those of a user.
  const env = { FORCE_COLOR: '1', npm_lifecycle_event: 'npx' };
  const { exitCode, stderr, stdout } = await execa(process.execPath, [program, ...COMMAND.split(' ').slice(2)], {
    cwd: folder,
    env,
    reject: false,
  });
  if (exitCode !== 1) throw new Error(`${COMMAND} ended with exit code ${exitCode}, expected 1. ${stderr}`);
  writeFileSync(join(IMAGES, 'terminal.svg'), terminal(`$ ${COMMAND}\n${stdout.replaceAll(folder, '~/project')}`));
  await photograph(join(folder, 'outputs', 'report.html'), join(IMAGES, 'report.png'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A picture of output with codes of ANSI, its lines broken like those of a terminal. */
function terminal(output: string): string {
  const rows = output.split('\n').flatMap(rowsOf);
  const [width, height] = [COLUMNS * CHARACTER + 2 * MARGIN, rows.length * LINE + 2 * MARGIN];
  const lines = rows.map((row, index) => `<text x="${MARGIN}" y="${MARGIN + (index + 0.75) * LINE}">${row}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#e6edf3;white-space:pre}</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${lines.join('\n')}
</svg>
`;
}

function rowsOf(line: string): string[] {
  const rows: string[] = [''];
  const styles = new Map<string, string>();
  let free = COLUMNS;
  for (const [part, code] of line.matchAll(/\u001B\[(\d+)m|[^\u001B]+/gu)) {
    if (code !== undefined) {
      if (STYLES[code] === undefined) styles.clear();
      else styles.set(code, STYLES[code]);
      continue;
    }
    for (let rest = part; rest !== '';) {
      if (free === 0) {
        rows.push('');
        free = COLUMNS;
      }
      rows[rows.length - 1] += styled(rest.slice(0, free), [...styles.values()].join(';'));
      const taken = Math.min(free, rest.length);
      rest = rest.slice(taken);
      free -= taken;
    }
  }
  return rows;
}

function styled(text: string, style: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return style === '' ? escaped : `<tspan style="${style}">${escaped}</tspan>`;
}

async function photograph(page: string, picture: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env['CODEX_CONFORMANCE_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const tab = await browser.newPage({ viewport: { width: 1040, height: 640 }, colorScheme: 'light' });
    await tab.goto(pathToFileURL(page).href);
    await tab.screenshot({ path: picture });
  } finally {
    await browser.close();
  }
}
