import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'vitest';
import { removeTree } from '../../helpers/codex/run-folder.ts';
import { Sandbox } from './sandbox.ts';

/** A test with a sandbox for the command line. What is learnt of a binary is shared within a file: it takes a second. */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of fixtures from a pattern
  .extend('cache', { scope: 'file' }, ({}, { onCleanup }) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'command-line-cache-')));
    onCleanup(() => removeTree(folder));
    return folder;
  })
  .extend('sandbox', ({ cache, onTestFailed }, { onCleanup }) => {
    const sandbox = new Sandbox(cache);
    // What a test compares is often an exit code, which alone tells nobody why it is another.
    onTestFailed(() => console.error(sandbox.ended));
    onCleanup(() => sandbox.remove());
    return sandbox;
  });
