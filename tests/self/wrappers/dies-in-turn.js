#!/usr/bin/env node
// Is killed when the model has answered, before it tells of the answer.
import process from 'node:process';
import { relay } from './relay.js';

await relay({
  exec: { stdout: (line) => dieAt(JSON.parse(line).type === 'item.completed', line) },
  'app-server': { stdout: (line) => dieAt(JSON.parse(line).params?.item?.type === 'agentMessage', line) },
});

function dieAt(itIsTime, line) {
  if (!itIsTime) return line;
  process.stderr.write('\u001B[31mERROR\u001B[0m memory allocation of 1099511627776 bytes failed\n');
  // The whole process group: the real codex goes with it.
  process.kill(0, 'SIGKILL');
  return line;
}
