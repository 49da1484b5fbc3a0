#!/usr/bin/env node
import { relay } from './relay.js';

const LONG_MS = 1_000_000;
const atEnd = () => new Promise((resolve) => setTimeout(resolve, LONG_MS));

await relay({ exec: { atEnd }, 'app-server': { atEnd } });
