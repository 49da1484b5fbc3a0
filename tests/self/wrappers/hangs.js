#!/usr/bin/env node
import { relay } from './relay.js';

/** Longer than each deadline: the suite has to kill this codex. */
const LONG_MS = 1_000_000;
const atEnd = () => new Promise((resolve) => setTimeout(resolve, LONG_MS));

await relay({ exec: { atEnd }, 'app-server': { atEnd } });
