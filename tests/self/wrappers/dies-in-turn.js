#!/usr/bin/env node
// Is killed, as by a system that is short of memory, when the thread has begun and the turn has not.
import process from 'node:process';
import { relay } from './relay.js';

await relay({
  exec: { stdout: (line) => dieAt(JSON.parse(line).type === 'turn.started', line) },
  'app-server': { stdout: (line) => dieAt(JSON.parse(line).method === 'turn/started', line) },
});

function dieAt(itIsTime, line) {
  // The whole process group: the real codex goes with it.
  if (itIsTime) process.kill(0, 'SIGKILL');
  return line;
}
