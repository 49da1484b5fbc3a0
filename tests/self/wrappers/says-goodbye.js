#!/usr/bin/env node
import process from 'node:process';
import { relay } from './relay.js';

/** A line of text when all is said. */
const atEnd = () => process.stdout.write('bye\n');

await relay({ exec: { atEnd }, 'app-server': { atEnd } });
