import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { cacheFolder } from '../helpers/codex/cache-folder.ts';
import { findCodex } from '../helpers/codex/locate.ts';
import { identify } from '../helpers/codex/identify.ts';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import type { BenchResult } from './parser.ts';
import { median, processTimes, spread, type ProcessTimes } from './process-times.ts';

const REPEATS = 7;
const WALL_TARGET = 1.4;
const CPU_TARGET_SECONDS = 0.4;

interface Run {
  readonly npm: ProcessTimes;
  readonly vitest: ProcessTimes;
  readonly plain: ProcessTimes;
  readonly suite: ProcessTimes;
  readonly codexCpu: number;
  readonly own: number;
}

/**
 * Compares the whole of `npm run conformance` with a plain script that starts the same four codex processes, and its
 * processor time with that of codex, of a Vitest run that does nothing, and of npm. Caches are warm.
 */
export async function benchMainJob(): Promise<BenchResult[]> {
  const found = findCodex(undefined, { env: process.env, cwd: SUITE_ROOT, suiteRoot: SUITE_ROOT });
  const codex = await identify(found, cacheFolder(process.env));
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-bench-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts: { nothing: 'true' } }));
  const plainArgs = ['bench/plain-script.ts', codex.path, ...codex.capabilities];
  const suiteArgs = ['run', 'conformance', '--', '--codex', codex.path, '--out', join(folder, 'results')];
  try {
    const runs: Run[] = [];
    // The first one fills the caches.
    for (let run = 0; run <= REPEATS; run += 1) {
      const npm = await processTimes('npm', ['--prefix', folder, 'run', 'nothing']);
      const vitest = await processTimes(process.execPath, ['bench/bare-vitest/main.js']);
      const plain = await processTimes(process.execPath, plainArgs);
      const suite = await processTimes('npm', suiteArgs);
      const codexCpu = plain.cpu - Number(plain.stdout);
      const own = suite.cpu - codexCpu - vitest.cpu - npm.cpu;
      if (run > 0) runs.push({ npm, vitest, plain, suite, codexCpu, own });
    }
    const ofEach = (value: (run: Run) => number): string => spread(runs.map(value));
    return [
      {
        name: `main job / plain sequential script, codex ${codex.version}, median of ${REPEATS}, warm caches`,
        value: median(runs.map(({ suite }) => suite.wall)) / median(runs.map(({ plain }) => plain.wall)),
        target: WALL_TARGET,
        unit: '',
        detail: `npm run conformance ${ofEach(({ suite }) => suite.wall)}, plain script ${ofEach(({ plain }) => plain.wall)}`,
      },
      {
        name: `main job, processor time beyond codex, a bare Vitest run and npm, median of ${REPEATS}, warm caches`,
        value: median(runs.map(({ own }) => own)),
        target: CPU_TARGET_SECONDS,
        unit: ' s',
        detail: [
          `npm run conformance ${ofEach(({ suite }) => suite.cpu)}`,
          `codex ${ofEach(({ codexCpu }) => codexCpu)}`,
          `bare Vitest run ${ofEach(({ vitest }) => vitest.cpu)}`,
          `npm ${ofEach(({ npm }) => npm.cpu)}`,
        ].join(', '),
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
