import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { isRed } from '../../../helpers/checks/verdict.ts';
import { bisectText } from '../../../helpers/formats/bisect/report.ts';
import { main } from '../../../helpers/cli/main.ts';
import { matrixSummary } from '../../../helpers/cli/matrix/summary.ts';
import { factKey } from '../../../helpers/versions/facts/fact-key.ts';
import { bad, good } from '../../../helpers/versions/upgrade/evaluation.ts';
import { saveRecording } from '../../../helpers/recording/save.ts';
import { bundleReadme } from '../../../helpers/formats/bundle/readme.ts';
import { matrixMarkdown } from '../../../helpers/formats/matrix/markdown.ts';
import { matrixPage } from '../../../helpers/formats/matrix/page.ts';
import { replayText } from '../../../helpers/formats/replay/text.ts';
import { jsonText } from '../../../helpers/util/text/json-text.ts';
import { junitXml } from '../../../helpers/formats/run/junit.ts';
import { reportPage } from '../../../helpers/formats/run/report.ts';
import { runSarif } from '../../../helpers/formats/run/sarif.ts';
import { runReport } from '../../../helpers/formats/terminal/report.ts';
import { createStyle } from '../../../helpers/util/terminal/style.ts';
import { compareVerdicts } from '../../../helpers/scenarios/compare-verdicts.ts';
import { upgradeMarkdown } from '../../../helpers/formats/upgrade/markdown.ts';
import { upgradeText } from '../../../helpers/formats/upgrade/text.ts';
import type { Upgrade } from '../../../helpers/formats/upgrade/upgrade.ts';
import { capturedIo } from '../cli/captured-io.ts';
import { write } from '../codex/temporary.ts';
import { HOSTILE } from './hostile.ts';
import { judged, PLANTED, plantedMatrix, plantedRun, TAME } from './hostile-recordings.ts';
import { acting, outsideCode } from './inert.ts';
import { fileOf } from './run-fixture.ts';
import { readXml } from './xml-reader.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'];
const MODEL = plantedRun();
const RED = judged(PLANTED).filter(isRed);

/** How many cells a row of a table has: by GFM a bar that no backslash escapes ends a cell, in code spans as well. */
function cellsOf(row: string): number {
  return row.replaceAll(/\\[\\|]/g, '').split('|').length;
}

const outputs = new Map<string, Promise<string>>();

/** The output of a command in a terminal with colours. It runs once, however many tests read it. */
function run(...argv: readonly string[]): Promise<string> {
  const key = argv.join(' ');
  const output = outputs.get(key) ?? outputOf(argv);
  outputs.set(key, output);
  return output;
}

async function outputOf(argv: readonly string[]): Promise<string> {
  const io = { ...capturedIo({ style: createStyle(true) }), cwd: folder };
  await main(argv, io);
  return io.written.stdout + io.written.stderr;
}

/** Long texts are cut: here what acts on a terminal comes first. */
const ACTS_AT_ONCE = `\u001B[2J\u202E\u009B2J ${HOSTILE}`;

/** An answer in which each name and reason is hostile. */
const UPGRADE: Upgrade = {
  from: { spec: ACTS_AT_ONCE, version: ACTS_AT_ONCE },
  to: { spec: ACTS_AT_ONCE, version: ACTS_AT_ONCE },
  source: 'played',
  results: [
    {
      requirement: {
        kind: 'fact',
        name: ACTS_AT_ONCE,
        key: factKey({ area: 'exec', subject: ACTS_AT_ONCE }),
        sources: [ACTS_AT_ONCE],
      },
      outcome: 'broken',
      before: good(),
      after: bad(ACTS_AT_ONCE),
      breaks: { firstBad: ACTS_AT_ONCE, lastGood: ACTS_AT_ONCE, between: [ACTS_AT_ONCE] },
    },
  ],
};

/** Whether all that is planted in a stream holds in a codex that behaves well: it does not. */
async function upgrade(format: string): Promise<string> {
  const sides = ['--from', 'all/planted', '--to', 'all/tame', '--from-stream', 'stream-0.jsonl'];
  return await run('can-i-upgrade', ...sides, '--format', format);
}

const folder = mkdtempSync(join(tmpdir(), 'codex-conformance-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

for (const [name, recordings] of Object.entries({ tame: TAME, planted: PLANTED })) {
  for (const recording of recordings) await saveRecording(recording, join(folder, 'all', name, recording.scenario));
}
for (const [index, { stdout }] of PLANTED.flatMap(({ processes }) => processes).entries()) {
  if (stdout !== '') write(join(folder, `stream-${index}.jsonl`), stdout);
}
write(join(folder, 'outputs', 'checks.json'), fileOf(MODEL, 'checks.json'));
write(join(folder, 'outputs', 'matrix', 'matrix.json'), jsonText(plantedMatrix()));

const TERMINAL: Readonly<Record<string, () => string | Promise<string>>> = {
  run: () => runReport(MODEL, true, { style: createStyle(true), outputDir: HOSTILE, replay: (name) => `run ${name}` }),
  'explain of every red check': async () => {
    const ids = [...new Set(RED.map(({ id }) => id))];
    return (await Promise.all(ids.map((id) => run('explain', id)))).join('');
  },
  replay: () =>
    PLANTED.map((recording, index) => {
      const compared = compareVerdicts(judged([TAME[index]!]), judged([recording]));
      const { codex, scenario } = recording;
      return replayText({ scenario, before: codex, now: codex, judged: 1, compared });
    }).join(''),
  bisect: () => {
    const transition = { kind: 'found', lastGood: '0.1.0', firstBad: '0.2.0', between: [], probes: [] } as const;
    return CHECKS.map((check) =>
      bisectText({
        check,
        scenarios: [],
        transition,
        results: RED.filter(({ id }) => id === check.id),
        bundle: PLANTED[0]!.codex.version,
      }),
    ).join('');
  },
  'summary of a matrix': () => matrixSummary(plantedMatrix(), '/work/out', { cwd: '/work' }),
  ...Object.fromEntries(
    FORMATS.flatMap((format) =>
      [0, 1].map((index) => [
        `judge --format ${format} of stream ${index}`,
        () => run('judge', `stream-${index}.jsonl`, '--format', format, '--max-findings', '1000'),
      ]),
    ),
  ),
  ...Object.fromEntries(
    ['text', 'md', 'json'].map((format) => [
      `diff --format ${format}`,
      () => run('diff', 'all/tame', 'all/planted', '--format', format),
    ]),
  ),
  ...Object.fromEntries(
    ['md', 'json', 'changes'].map((format) => [
      `history --format ${format}`,
      () => run('history', 'all', '--format', format),
    ]),
  ),
  'can-i-upgrade with hostile names': () => upgradeText(UPGRADE, createStyle(true)),
  ...Object.fromEntries(
    ['text', 'md', 'json'].map((format) => [`can-i-upgrade --format ${format}`, () => upgrade(format)]),
  ),
};

const MARKDOWN: Readonly<Record<string, () => string | Promise<string>>> = {
  'matrix.md': () => matrixMarkdown(plantedMatrix()),
  diff: () => run('diff', 'all/tame', 'all/planted', '--format', 'md'),
  history: () => run('history', 'all', '--format', 'md'),
  'changelog of versions': () => run('history', 'all', '--format', 'changes'),
  'can-i-upgrade': () => upgrade('md'),
  'can-i-upgrade with hostile names': () => upgradeMarkdown(UPGRADE),
  'README.md of a bundle': () =>
    PLANTED.map((recording) => bundleReadme(recording, judged([recording]).filter(isRed))).join('\n'),
};

test('finds planted text in the verdicts', () => {
  const seen = JSON.stringify(RED);
  const wanted = ['<script>', '<img src=x', '\u202E', '\u009B', ']]>', String.raw`\u001b`, String.raw`\ud800`];
  expect(wanted.filter((text) => !seen.includes(text))).toEqual([]);
});

for (const [name, print] of Object.entries(TERMINAL)) {
  test(`${name} does nothing to a terminal`, async () => {
    const text = await print();
    expect(text).toContain('globalThis.pwned');
    expect(acting(text)).toEqual([]);
  });
}

for (const [name, print] of Object.entries(MARKDOWN)) {
  test(`${name} has no markup of codex, and all cells of its tables`, async () => {
    const text = await print();
    expect(acting(text)).toEqual([]);
    const markup = /<(?!br>|\/?details>|\/?summary>)|:\/\/|www\.|@\w|\]\(|&#?\w+;/g;
    expect(outsideCode(text).match(markup)).toBeNull();
    const tables = text.split(/\n(?!\|)/).map((block) => block.split('\n').filter((line) => line.startsWith('|')));
    expect(tables.filter((rows) => new Set(rows.map(cellsOf)).size > 1)).toEqual([]);
  });
}

test('writes well-formed junit.xml with valid characters', () => {
  const text = junitXml(MODEL);
  expect(readXml(text).name).toBe('testsuites');
  expect(acting(text)).toEqual([]);
  expect(text).not.toMatch(/<script|<img/);
});

test('writes pages without markup of codex', () => {
  for (const page of [reportPage(MODEL, (name) => `run ${name}`), matrixPage(plantedMatrix())]) {
    expect(acting(page)).toEqual([]);
    expect(page).not.toMatch(/<img|<script>globalThis|<b>/);
  }
});

test('prints each workflow command on one line', async () => {
  const text = await run('judge', 'stream-0.jsonl', '--format', 'github');
  const lines = text.split('\n').filter((line) => line !== '');
  expect(lines.filter((line) => !/^::(?:error|warning|notice) [^:]*::[^\r\n]*$/.test(line))).toEqual([]);
});

test.for<[of: string, write: () => string | Promise<string>]>([
  ['a stream', () => run('judge', 'stream-0.jsonl', '--format', 'sarif')],
  ['a run', () => jsonText(runSarif(MODEL, (name) => `run ${name}`))],
])('escapes links and placeholders in the SARIF of %s', async ([, write]) => {
  const text = await write();
  expect(acting(text)).toEqual([]);
  const log = JSON.parse(text) as { runs: [{ results: { message: { text: string } }[] }] };
  const messages = log.runs[0].results.map(({ message }) => message.text);
  // SARIF 2.1.0, 3.11.5 and 3.11.6: a bracket and a brace count unless they are escaped.
  expect(messages.filter((message) => /(?<!\\)\[[^\]]*\]\(|(?<!\{)\{\d+\}(?!\})/.test(message))).toEqual([]);
  expect(messages.join()).toContain('globalThis.pwned');
});
