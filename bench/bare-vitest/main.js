/** Vitest, started by code as the suite starts it, with one test that does nothing. */
import { enableCompileCache } from 'node:module';
import process from 'node:process';
import { compileCacheFolder } from '../../bin/compile-cache.js';

const cache = compileCacheFolder(process.env);
enableCompileCache(cache);
process.env.NODE_COMPILE_CACHE = cache;

const { startVitest } = await import('vitest/node');
const options = { config: false, watch: false, cache: false, pool: 'threads', isolate: false, maxWorkers: 1 };
const vitest = await startVitest([], {
  root: import.meta.dirname,
  reporters: ['json'],
  outputFile: '/dev/null',
  ...options,
});
await vitest.close();
