import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { writeCapabilities } from '../../../../helpers/formats/history/write.ts';
import { historySchema } from '../../../../helpers/formats/history/json.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';
import { recordOf } from '../../versions/matrix/record-of.ts';

const VERSIONS = ['0.98.0', '0.117.0'];
const RECORDS = VERSIONS.map((version) => recordOf(version));
const { signal } = new AbortController();
let out: string;

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'codex-unit-'));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  for (const version of VERSIONS) {
    const scenario = join('app-server', 'turn', 'sum');
    await cp(join(SUITE_ROOT, 'fixtures', version, scenario), join(out, 'recordings', version, scenario), {
      recursive: true,
    });
  }
});

test('writes since when and until when from the recordings', async () => {
  await writeCapabilities(out, RECORDS, signal);
  const { versions, capabilities } = historySchema.parse(JSON.parse(await json()));
  expect(versions).toEqual(VERSIONS);
  expect(capabilities.find(({ key }) => key === 'wire notification thread/status/changed')?.since).toEqual({
    version: '0.117.0',
    other: '0.98.0',
  });
  expect(await readFile(join(out, 'capabilities.md'), 'utf8')).toContain('`wire notification thread/status/changed`');
});

test('leaves out versions without verdicts', async () => {
  await writeCapabilities(out, [RECORDS[0]!, { ...RECORDS[1]!, status: 'failed', key: null }], signal);
  expect(historySchema.parse(JSON.parse(await json())).versions).toEqual(['0.98.0']);
});

test('writes only if the recordings have changed', async () => {
  await writeCapabilities(out, RECORDS, signal);
  const whole = await json();
  const marked = whole.replace('"0.98.0"', '"marked"');
  await writeFile(join(out, 'capabilities.json'), marked);
  await writeCapabilities(out, RECORDS, signal);
  expect(await json()).toBe(marked);
  await writeCapabilities(out, [RECORDS[0]!, { ...RECORDS[1]!, key: 'another' }], signal);
  expect(await json()).not.toContain('marked');
});

test('replaces a damaged file', async () => {
  await writeFile(join(out, 'capabilities.json'), '{');
  await writeCapabilities(out, RECORDS, signal);
  expect(historySchema.safeParse(JSON.parse(await json())).success).toBe(true);
});

async function json(): Promise<string> {
  return await readFile(join(out, 'capabilities.json'), 'utf8');
}
