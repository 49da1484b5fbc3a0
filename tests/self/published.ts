import type { TestContext } from 'vitest';
import { TARGET } from '../unit/codex/store/packages.ts';
import { environmentOf, startRegistry } from './registry.ts';
import type { Sandbox } from './sandbox.ts';

/** Serves these scripts as versions of codex. Returns the environment that points a command to the registry. */
export async function publish(
  scripts: Readonly<Record<string, string>>,
  sandbox: Sandbox,
  onTestFinished: TestContext['onTestFinished'],
): Promise<ReturnType<typeof environmentOf>> {
  const served = Object.entries(scripts).map(([version, script]) => [
    version,
    { files: { [`vendor/${TARGET.triple}/codex/codex`]: script } },
  ]);
  const registry = await startRegistry(Object.fromEntries(served));
  onTestFinished(() => registry.close());
  return environmentOf(sandbox, registry.url);
}
