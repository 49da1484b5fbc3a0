import type { TestContext } from 'vitest';
import { TARGET } from '../unit/codex/store/packages.ts';
import { startRegistry } from './registry.ts';
import type { Sandbox } from './sandbox.ts';
import { pinnedCodex } from './wrapper.ts';

/**
 * The pinned codex under another version, as a shell script.
 *
 * @param branches of a `case` on the first argument, for what it does otherwise
 */
export function codexAs(version: string, branches = ''): string {
  return `case "$1" in --version) echo 'codex-cli ${version}'; exit ;; ${branches} esac\nexec '${pinnedCodex().path}' "$@"`;
}

/** Has a registry serve these scripts as versions of codex; what a command needs in its environment to ask there. */
export async function publish(
  scripts: Readonly<Record<string, string>>,
  sandbox: Sandbox,
  onTestFinished: TestContext['onTestFinished'],
): Promise<Readonly<Record<string, string>>> {
  const served = Object.entries(scripts).map(([version, script]) => [
    version,
    { files: { [`vendor/${TARGET.triple}/codex/codex`]: script } },
  ]);
  const registry = await startRegistry(Object.fromEntries(served));
  onTestFinished(() => registry.close());
  return {
    XDG_CACHE_HOME: sandbox.folder('store'),
    npm_config_registry: registry.url,
    npm_config_fetch_retries: '0',
    npm_config_cache: sandbox.folder('npm'),
  };
}
