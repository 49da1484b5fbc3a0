#!/usr/bin/env node
// Prints no turn.completed.
import { relay } from './relay.js';

const isEnd = (line) => line.includes('"type":"turn.completed"');

await relay({ exec: { stdout: (line) => (isEnd(line) ? null : line) } });
