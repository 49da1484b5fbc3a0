import { fileURLToPath } from 'node:url';

/** Absolute path of the folder with the suite's package.json, without a trailing slash. */
export const SUITE_ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
