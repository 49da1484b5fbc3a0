import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from 'vitest';
import { removeTree } from '../../helpers/codex/run-folder.ts';
import { Sandbox } from './sandbox.ts';

/** A test with a sandbox. The sandboxes of a file share the cache of capabilities, as probing a binary takes a second. */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of fixtures from a pattern
  .extend('cache', { scope: 'file' }, ({}, { onCleanup }) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'command-line-cache-')));
    onCleanup(() => removeTree(folder));
    return folder;
  })
  .extend('sandbox', ({ cache, onTestFailed }, { onCleanup }) => {
    const sandbox = new Sandbox(cache);
    // An unexpected exit code alone does not explain itself.
    onTestFailed(() => console.error(sandbox.ended));
    onCleanup(() => sandbox.remove());
    return sandbox;
  });
