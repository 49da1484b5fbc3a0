import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startCodex,
  type CodexProcess,
  type ProcessEnd,
  type ProcessOptions,
} from '../../../helpers/codex/codex-process.ts';
import { killAll } from '../../../helpers/codex/kill.ts';
import { createRunFolder, type RunFolder } from '../../../helpers/codex/run-folder.ts';

import { program, temporaryFolder } from './temporary.ts';

/** A script that was started in place of codex. */
export interface StandIn {
  readonly codex: CodexProcess;
  /** All that it has printed so far. */
  readonly stdout: () => Buffer;
  /** Settles with the first piece of stdout. */
  readonly spoke: Promise<void>;
}

/** Where stand-ins are started. */
export interface Site {
  /** The working folder of the stand-in, and its mark. */
  readonly folder: string;
  readonly runFolder: RunFolder;
  /** Starts a shell script. */
  readonly start: (script: string, options?: Partial<ProcessOptions>) => StandIn;
}

/** A folder of a run and a place for stand-ins. What is left of them when the test ends is killed. */
export function site(): Site {
  const parent = temporaryFolder();
  const folder = join(parent, 'place');
  mkdirSync(folder);
  const runFolder = createRunFolder(parent);
  onTestFinished(async () => void (await killAll(new Set(), folder)));
  return {
    folder,
    runFolder,
    start(script, options) {
      // A shell reads its script while it runs: each gets a file of its own.
      const path = program(join(mkdtempSync(join(parent, 'bin-')), 'codex'), script);
      const env = { PATH: process.env['PATH'] ?? '', MARK: folder };
      const defaults = {
        program: path,
        argv: [],
        cwd: folder,
        env,
        runFolder,
        mark: folder,
        deadlineMs: 10_000,
        survivorGraceMs: 40,
      };
      return listenedTo(startCodex({ ...defaults, ...options }));
    },
  };
}

/** An end without its times, which no two runs share. */
export function withoutTimes({ firstOutputMs, durationMs, ...end }: ProcessEnd): object {
  return { ...end, spoke: firstOutputMs !== null, took: durationMs > 0 };
}

function listenedTo(codex: CodexProcess): StandIn {
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  codex.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    resolve();
  });
  return { codex, stdout: () => Buffer.concat(chunks), spoke: promise };
}
