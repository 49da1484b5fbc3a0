#!/usr/bin/env node
// Applies the lie named in the file `lie` of the folder in the first argument, and writes the file `told` after the first change.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { toldBy } from '../lies/all.ts';
import { relay } from './relay.js';

const [node, , folder, ...argv] = process.argv;
process.argv = [node, join(folder, 'codex'), ...argv];
const { exec, server } = toldBy(readFileSync(join(folder, 'lie'), 'utf8'));

await relay({ exec: watched(exec), 'app-server': watched(server) });

/** The same hooks, which note their first change. */
function watched(hooks = {}) {
  return Object.fromEntries(
    Object.entries(hooks).map(([name, hook]) => [name, typeof hook === 'function' ? noting(hook) : hook]),
  );
}

function noting(hook) {
  return (value) => {
    const before = JSON.stringify(value);
    const after = hook(value);
    if (JSON.stringify(after) !== before) writeFileSync(join(folder, 'told'), '');
    return after;
  };
}
