#!/usr/bin/env node
import { relay } from './relay.js';

let count = 0;

/** A line of text after the first line. */
function stdout(line) {
  count += 1;
  return count === 1 ? `${line}\nwarming up` : line;
}

await relay({ exec: { stdout }, 'app-server': { stdout } });
