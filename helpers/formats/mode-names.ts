import { MODES } from '../recording/mode.ts';
import type { Mode } from '../recording/mode.ts';

/**
 * The mode that a test file belongs to by its place: `exec-stateless.test.ts` or a folder `exec-stateless`.
 * Only for tests that crashed before they could say it themselves; null where the path does not tell.
 */
export function modeOfFile(path: string): Mode | null {
  const parts = new Set(path.split(/[\\/]/).map((part) => part.replace(/\.test\.ts$/, '')));
  return MODES.find((mode) => parts.has(mode.replaceAll('_', '-'))) ?? null;
}
