import { fileURLToPath } from 'node:url';

/** Absolute path of the folder that holds the suite's package.json, without a slash at its end. */
export const SUITE_ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
