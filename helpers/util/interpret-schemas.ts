import { config } from 'zod';

// A command parses little with each of many schemas: compiling them takes a fifth of its judging, and saves nothing in a
// sweep either. Loaded before any schema is made, as each reads this then.
config({ jitless: true });
