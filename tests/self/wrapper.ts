import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCodex, type FoundCodex } from '../../helpers/codex/locate.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';

/** The codex of the checkout. */
export function pinnedCodex(): FoundCodex {
  return findCodex('pinned', { env: {}, cwd: SUITE_ROOT, suiteRoot: SUITE_ROOT });
}

/**
 * The pinned codex under another version, as a shell script.
 *
 * @param branches of a `case` on the first argument, for what it does otherwise
 */
export function codexAs(version: string, branches = ''): string {
  return `case "$1" in --version) echo 'codex-cli ${version}'; exit ;; ${branches} esac\nexec '${pinnedCodex().path}' "$@"`;
}

/** The same, but its turns wait for a file with this path. */
export function codexWaitingFor(file: string, version: string): string {
  return codexAs(version, `exec) case "$*" in *--help*) ;; *) until [ -e '${file}' ]; do sleep 0.1; done ;; esac ;;`);
}

/**
 * Puts a wrapper of `wrappers/` in front of the pinned codex. They are given no environment of their own, so they find
 * the real one by a link beside the one by which they are started.
 *
 * @param folder where the two links go, in a folder of their own
 * @returns the program to start
 */
export function wrapPinnedCodex(wrapper: string, folder: string): string {
  const own = join(folder, wrapper);
  mkdirSync(own, { recursive: true });
  symlinkSync(pinnedCodex().path, join(own, 'real-codex'));
  const program = join(own, 'codex');
  symlinkSync(fileURLToPath(new URL(`wrappers/${wrapper}`, import.meta.url)), program);
  return program;
}
