import { MODES } from '../recording/mode.ts';
import type { Mode } from '../recording/mode.ts';

/** Each mode as people read it. */
export const MODE_WORDS = {
  exec_stateless: 'exec, stateless',
  exec_persistent: 'exec, persistent',
  app_server: 'app-server',
} as const satisfies Record<Mode, string>;

/** Each mode as it is written in the names of test files and folders. */
const MODE_FILE_NAMES = {
  exec_stateless: 'exec-stateless',
  exec_persistent: 'exec-persistent',
  app_server: 'app-server',
} as const satisfies Record<Mode, string>;

/**
 * The mode that a test file belongs to by its place: `exec-stateless.test.ts` or a folder `exec-stateless`.
 * Only for tests that crashed before they could say it themselves; null where the path does not tell.
 */
export function modeOfFile(path: string): Mode | null {
  const parts = new Set(path.split(/[\\/]/).map((part) => part.replace(/\.test\.ts$/, '')));
  return MODES.find((mode) => parts.has(MODE_FILE_NAMES[mode])) ?? null;
}
