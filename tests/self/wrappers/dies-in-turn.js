#!/usr/bin/env node
// Is killed when the thread has begun and the turn has not.
import process from 'node:process';
import { relay } from './relay.js';

await relay({
  exec: { stdout: (line) => dieAt(JSON.parse(line).type === 'turn.started', line) },
  'app-server': { stdout: (line) => dieAt(JSON.parse(line).method === 'turn/started', line) },
});

function dieAt(itIsTime, line) {
  if (!itIsTime) return line;
  process.stderr.write('memory allocation of 1099511627776 bytes failed\n');
  // The whole process group: the real codex goes with it.
  process.kill(0, 'SIGKILL');
  return line;
}
