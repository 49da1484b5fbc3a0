import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'codex-unit-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Writes a file and the folders above it. */
export function write(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Writes a program: a shell script unless it begins with a line that says otherwise. */
export function program(path: string, text: string): string {
  write(path, text.startsWith('#!') ? text : `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** What a promise rejects with, or a function throws; fails if it does neither. */
export async function failureOf(action: () => unknown): Promise<{ kind?: string; message: string; hint?: string }> {
  try {
    await action();
  } catch (error) {
    const { kind, message, hint } = error as { kind?: string; message: string; hint?: string };
    return { ...(kind === undefined ? {} : { kind }), message, ...(hint === undefined ? {} : { hint }) };
  }
  throw new Error('It did not fail.');
}
