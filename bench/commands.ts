import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { cp, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { execa } from 'execa';
import { SUITE_ROOT } from '../helpers/util/suite-root.ts';
import type { BenchResult } from './parser.ts';
import { median, processTimes, spread } from './process-times.ts';

const REPEATS = 7;
const TARGET_SECONDS = 0.25;
const PROGRAM = 'bin/codex-conformance.js';

/** Measures commands that play nothing, without npm: to their exit, or until they read what they were given. */
export async function benchCommands(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'codex-conformance-bench-'));
  const pipe = join(folder, 'stdout.jsonl');
  const [recording] = globSync('fixtures/*/exec/stateless/sum', { cwd: SUITE_ROOT });
  await cp(join(SUITE_ROOT, recording!), folder, { recursive: true });
  await rm(pipe);
  await execa('mkfifo', [pipe]);
  const exits = [['--help'], ['list'], ['explain', 'turn/reply/exact']];
  const reads = [
    ['judge', pipe],
    ['diff', folder, recording!],
  ];
  try {
    return [
      ...(await measured(
        exits,
        'exit',
        async (args) => (await processTimes(process.execPath, [PROGRAM, ...args])).wall,
      )),
      ...(await measured(reads, 'first read', async (args) => await secondsToOpen(pipe, args))),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(
  commands: readonly (readonly string[])[],
  until: string,
  seconds: (args: readonly string[]) => Promise<number>,
): Promise<BenchResult[]> {
  const results = [];
  for (const args of commands) {
    await seconds(args);
    const runs = [];
    for (let run = 0; run < REPEATS; run += 1) runs.push(await seconds(args));
    results.push({
      name: `${args[0]} to its ${until}, median of ${REPEATS}, warm caches`,
      value: median(runs),
      target: TARGET_SECONDS,
      unit: ' s',
      detail: spread(runs),
    });
  }
  return results;
}

/** A pipe can be opened for writing as soon as somebody reads it. */
async function secondsToOpen(pipe: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: SUITE_ROOT, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const opened = await Promise.race([open(pipe, 'w'), exited.then(() => undefined)]);
  const seconds = (performance.now() - start) / 1000;
  if (opened === undefined) throw new Error(`${args[0]} exited before it read ${pipe}`);
  child.kill('SIGKILL');
  await exited;
  await opened.close();
  return seconds;
}
