#!/usr/bin/env node
import { relay } from './relay.js';

await relay({});
