import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, type TestContext } from 'vitest';
import { acquireCodex } from '../../helpers/codex/acquire.ts';
import { PACKAGE } from '../../helpers/codex/store/published.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { TARGET } from '../unit/codex/store/packages.ts';
import { failureOf } from '../unit/codex/temporary.ts';
import { environmentOf, startRegistry, type Registry } from './registry.ts';
import type { Sandbox } from './sandbox.ts';
import { test } from './sandbox-test.ts';
import { pinnedCodex } from './wrapper.ts';

const HERE = TARGET.packageName.replace('codex-', '');

/** The pinned codex under another number. */
const CODEX = `exec '${pinnedCodex().path}' "$@"`;

/** Sizes depend on how deep the checkout lies; ports are whatever is free. */
const VARIES = /\d+ kB|(?<=127\.0\.0\.1:)\d+/g;

/** A registry with packages in all layouts that there are, and some that are faulty. */
async function registry(onTestFinished: TestContext['onTestFinished']): Promise<Registry> {
  const all = { [`vendor/${TARGET.triple}/codex/codex`]: CODEX, 'vendor/elsewhere/codex/codex': 'exit 1' };
  const one = { [`vendor/${TARGET.triple}/bin/codex`]: CODEX, [`vendor/${TARGET.triple}/bin/codex-helper`]: 'exit 0' };
  const builds = (version: string) => ({
    [`@openai/${TARGET.packageName}`]: `npm:${PACKAGE}@${version}-${HERE}`,
    '@openai/codex-vax-vms': `npm:${PACKAGE}@${version}-vax-vms`,
  });
  const started = await startRegistry({
    '0.97.0': { optionalDependencies: { '@openai/codex-vax-vms': `npm:${PACKAGE}@0.97.0-vax-vms` } },
    '0.98.0': { files: all },
    '0.105.0': { files: all, fault: 'altered' },
    '0.106.0': { files: all, fault: 'missing' },
    '0.107.0': { files: { ...all, 'vendor/elsewhere/padding.bin': 'x'.repeat(4096) }, fault: 'halting' },
    '0.133.0': { optionalDependencies: builds('0.133.0') },
    [`0.133.0-${HERE}`]: { files: one },
  });
  onTestFinished(() => started.close());
  return started;
}

/** A store of its own, and where it looks for what it does not have. */
function shop(sandbox: Sandbox, url: string) {
  const env = environmentOf(sandbox, url);
  const context = { env: { ...process.env, ...env }, cwd: sandbox.root, suiteRoot: SUITE_ROOT };
  return { env, context, versions: join(env.XDG_CACHE_HOME, 'codex-conformance', 'versions') };
}

function runWith(spec: string): string[] {
  return ['run', '--only', 'exec/stateless/sum', '--out', 'out', '--codex', spec];
}

/** The names in a store, without the content of packages. */
function inStore(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.includes('vendor/'))
    .toSorted();
}

describe('the version store', { concurrent: true, timeout: 120_000 }, () => {
  test('downloads a version once', async ({ sandbox, expect, onTestFinished }) => {
    const { url, close, downloads } = await registry(onTestFinished);
    const { env, context } = shop(sandbox, url);
    const { exitCode, stdout, stderr } = await sandbox.run(runWith('0.98.0'), { env });
    expect(`${exitCode}\n${stderr}`).toMatchInlineSnapshot(`
      "0
      codex 0.98.0: asking the registry
      codex 0.98.0: downloading
      codex 0.98.0: unpacking
      codex 0.98.0: ready, 1 kB"
    `);
    expect(stdout).toContain('found by npm');
    await close();
    const codex = await acquireCodex('0.98.0', context);
    expect([codex.foundBy, downloads('0.98.0')]).toEqual(['npm', 1]);
    const listed = await sandbox.run(['versions'], { env });
    expect(sandbox.plain(`${listed.exitCode}\n${listed.stderr}\n${listed.stdout}`).replaceAll(VARIES, '<varies>'))
      .toMatchInlineSnapshot(`
      "0

      0.97.0   2026-02-05
      0.98.0   2026-02-05     <varies>
      0.105.0  2026-02-05
      0.106.0  2026-02-05
      0.107.0  2026-02-05
      0.133.0  2026-02-05           latest
      1 in the cache, <varies> of 8.0 GB: <SANDBOX>/store/codex-conformance"
    `);
  });

  test('takes the package for this platform where there are several', async ({ sandbox, expect, onTestFinished }) => {
    const { url, downloads } = await registry(onTestFinished);
    const { context, versions } = shop(sandbox, url);
    const codex = await acquireCodex('latest', context);
    expect(readdirSync(dirname(codex.path))).toEqual(['codex', 'codex-helper']);
    expect([downloads(`0.133.0-${HERE}`), downloads('0.133.0')]).toEqual([1, 0]);
    expect(inStore(versions)).toEqual(['0.133.0', '0.133.0/package.json', '0.133.0/stored.json', '0.133.0/vendor']);
  });

  test('two processes can download one version at the same time', async ({ sandbox, expect, onTestFinished }) => {
    const { url } = await registry(onTestFinished);
    const { env, versions } = shop(sandbox, url);
    const acquire = new URL('../../helpers/codex/acquire.ts', import.meta.url).href;
    const script = `
      const { acquireCodex } = await import(${JSON.stringify(acquire)});
      const context = { env: process.env, cwd: process.cwd(), suiteRoot: process.cwd() };
      console.log((await acquireCodex('0.98.0', context)).path);`;
    const start = () => execa(process.execPath, ['--input-type=module', '--eval', script], { env, cwd: sandbox.root });
    const [first, second] = await Promise.all([start(), start()]);
    expect(first.stdout).toContain('/0.98.0/vendor/');
    expect(second.stdout).toBe(first.stdout);
    expect(readdirSync(versions)).toEqual(['0.98.0']);
  });

  test('a killed download leaves no version', async ({ sandbox, expect, onTestFinished }) => {
    const { url, halted, resume, downloads } = await registry(onTestFinished);
    const { env, context, versions } = shop(sandbox, url);
    const killed = sandbox.start(runWith('0.107.0'), { env });
    await halted;
    process.kill(killed.pid!, 'SIGKILL');
    await killed;
    expect(inStore(versions).filter((name) => !name.startsWith('.'))).toEqual([]);
    resume();
    await acquireCodex('0.107.0', context);
    expect(downloads('0.107.0')).toBe(2);
    expect(inStore(versions).filter((name) => !name.startsWith('.'))).toEqual([
      '0.107.0',
      '0.107.0/package.json',
      '0.107.0/stored.json',
      '0.107.0/vendor',
    ]);
  });

  test('Ctrl-C in the middle of a download leaves nothing', async ({ sandbox, expect, onTestFinished }) => {
    const { url, halted } = await registry(onTestFinished);
    const { env, versions } = shop(sandbox, url);
    const running = sandbox.start(runWith('0.107.0'), { env });
    await halted;
    process.kill(running.pid!, 'SIGINT');
    const { exitCode, stderr } = await sandbox.end(running);
    expect(`${exitCode}\n${stderr}`).toMatchInlineSnapshot(`
      "130
      codex 0.107.0: asking the registry
      codex 0.107.0: downloading
      error: Interrupted."
    `);
    expect(inStore(versions)).toEqual([]);
  });

  test('says what is wrong with a version or a registry', async ({ sandbox, expect, onTestFinished }) => {
    const { url, close } = await registry(onTestFinished);
    const { context, versions } = shop(sandbox, url);
    const refusal = async (spec: string): Promise<string> => {
      const { message } = await failureOf(() => acquireCodex(spec, context));
      return message
        .replace(`${process.platform} ${process.arch}`, '<platform>')
        .replaceAll(url, '<registry>')
        .replaceAll(VARIES, '<varies>');
    };
    expect(await refusal('0.105.0')).toMatchInlineSnapshot(
      `"Cannot download codex 0.105.0: the checksum of the download differs from that of the registry (EINTEGRITY)."`,
    );
    expect(await refusal('0.106.0')).toMatchInlineSnapshot(
      `"Cannot download codex 0.106.0: the registry does not have it (E404)."`,
    );
    expect(await refusal('0.97.0')).toMatchInlineSnapshot(
      `"codex 0.97.0 has no build for this platform (<platform>)."`,
    );
    expect(await refusal('0.99.0')).toMatchInlineSnapshot(`"codex 0.99.0 was never published."`);
    expect(inStore(versions)).toEqual([]);
    await close();
    expect(await refusal('0.98.0')).toMatchInlineSnapshot(
      `"Cannot download codex 0.98.0: the registry is unreachable (ECONNREFUSED): FetchError: request to <registry>/@openai%2fcodex failed, reason: connect ECONNREFUSED 127.0.0.1:<varies>."`,
    );
    // npm keeps answers too.
    Object.assign(context.env, { XDG_CACHE_HOME: sandbox.folder('empty'), npm_config_cache: sandbox.folder('empty') });
    expect(await refusal('latest')).toMatchInlineSnapshot(
      `"Cannot list the published versions of codex: the registry is unreachable (ECONNREFUSED): FetchError: request to <registry>/@openai%2fcodex failed, reason: connect ECONNREFUSED 127.0.0.1:<varies>."`,
    );
  });
});
