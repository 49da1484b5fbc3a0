import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { fixtureIndexSchema } from '../../helpers/versions/fixtures/format.ts';

const FIXTURES = join(SUITE_ROOT, 'fixtures');
const MOST_BYTES = 20_000_000;

const EXAMPLES = [
  { fence: 'python', command: 'python3', file: 'count.py' },
  { fence: 'ts', command: process.execPath, file: 'count.ts' },
];

const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-fixtures-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const readme = await readFile(join(FIXTURES, 'README.md'), 'utf8');
const { versions } = fixtureIndexSchema.parse(JSON.parse(await readFile(join(FIXTURES, 'index.json'), 'utf8')));

test.for(EXAMPLES)('the $fence example counts what the index has', async ({ fence, command, file }, { skip }) => {
  skip(!(await runs(command)), `no ${command} on this machine`);
  const program = join(folder, file);
  await writeFile(program, new RegExp(`^\`\`\`${fence}\\n([^]*?)^\`\`\`$`, 'm').exec(readme)![1]!);
  const { version, scenarios } = versions.at(-1)!;
  for (const { scenario, streams } of scenarios) {
    for (const { file: name, events } of streams) {
      const path = join(version, scenario, name);
      const { stdout } = await execa({ inputFile: join(FIXTURES, path) })`${command} ${program}`;
      expect({ path, events: JSON.parse(stdout) as object }).toEqual({ path, events });
    }
  }
});

test('the package has streams, stderr and run.json, in 20 MB', async () => {
  const { stdout } = await execa({ cwd: SUITE_ROOT })`npm pack --dry-run --json --ignore-scripts`;
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string; size: number }[] }];
  const packed = files.filter(({ path }) => path.startsWith('fixtures/'));
  const names = new Set(packed.map(({ path }) => path.slice(path.lastIndexOf('/') + 1).replace(/\.\d+(?=\.)/, '')));
  expect([...names].toSorted()).toEqual([
    'README.md',
    'index.json',
    'run.json',
    'stderr.txt',
    'stdout.jsonl',
    'wire.jsonl',
  ]);
  const streams = versions.flatMap(({ version, scenarios }) =>
    scenarios.flatMap(({ scenario, streams: all }) => all.map(({ file }) => `fixtures/${version}/${scenario}/${file}`)),
  );
  const paths = new Set(packed.map(({ path }) => path));
  expect(streams.filter((path) => !paths.has(path))).toEqual([]);
  expect(packed.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});

async function runs(command: string): Promise<boolean> {
  const { failed } = await execa({ reject: false })`${command} --version`;
  return !failed;
}
