import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { execa } from 'execa';
import { cacheFolder } from '../helpers/codex/cache-folder.ts';
import { findCodex } from '../helpers/codex/locate.ts';
import { identify } from '../helpers/codex/identify.ts';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import type { BenchResult } from './parser.ts';

const REPEATS = 7;
const TARGET = 1.25;

/** Compares the whole of `npm run conformance` with a plain script that starts the same four codex processes. */
export async function benchMainJob(): Promise<BenchResult[]> {
  const found = findCodex(undefined, { env: process.env, cwd: SUITE_ROOT, suiteRoot: SUITE_ROOT });
  const codex = await identify(found, cacheFolder(process.env));
  const out = await mkdtemp(join(tmpdir(), 'codex-conformance-bench-out-'));
  try {
    const plain: number[] = [];
    const suite: number[] = [];
    const start: number[] = [];
    for (let i = 0; i < REPEATS; i += 1) {
      start.push(await seconds('npm', ['run', 'codex-conformance', '--', '--version']));
      plain.push(await seconds(process.execPath, ['bench/plain-script.ts', codex.path, ...codex.capabilities]));
      suite.push(await seconds('npm', ['run', 'conformance', '--', '--codex', codex.path, '--out', out]));
    }
    const detail = [
      `codex ${codex.version}: npm run conformance ${spread(suite)}, plain script ${spread(plain)}`,
      `of the former, npm and the start of the command line ${spread(start)}; the rest that is not codex is Vitest's start`,
    ].join('\n  ');
    return [
      { name: 'main job / plain sequential script', ratio: median(suite) / median(plain), target: TARGET, detail },
    ];
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function seconds(program: string, args: readonly string[]): Promise<number> {
  const { durationMs } = await execa(program, [...args], { cwd: SUITE_ROOT, stdin: 'ignore' });
  return durationMs / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function spread(values: readonly number[]): string {
  return `${median(values).toFixed(2)} s (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
}
