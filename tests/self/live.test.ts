import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { isRed, type CheckResult } from '../../helpers/checks/verdict.ts';
import { reasoningModel } from '../../helpers/model/reasoning.ts';
import { json } from '../../helpers/model/script.ts';
import { says } from '../../helpers/model/responses.ts';
import { startModel, type ScriptedModel } from '../../helpers/model/server.ts';
import { reportIn } from './report.ts';
import type { Sandbox } from './sandbox.ts';
import { test } from './sandbox-test.ts';
import { wrapPinnedCodex } from './wrapper.ts';

const KEY = 'correct-horse-battery-staple';
const REFRESH_TOKEN = 'a-token-of-no-known-form';

/** The environment of a user: a key for the provider, and a proxy without a listener, so that nothing leaves this machine. */
const ENV = {
  FAKE_API_KEY: KEY,
  HTTPS_PROXY: 'http://127.0.0.1:1',
  HTTP_PROXY: 'http://127.0.0.1:1',
  NO_PROXY: '127.0.0.1',
};

const LIVE_RUN = ['run', '--codex', 'pinned', '--out', 'out', '--live'];

/** Fills the CODEX_HOME of a user with the scripted model as provider and a login for another. */
function fillCodexHome(sandbox: Sandbox, folder: string, model: ScriptedModel): string {
  const config = `
    model_provider = "own"
    [model_providers.own]
    name = "own"
    base_url = "${model.url}"
    wire_api = "responses"
    env_key = "FAKE_API_KEY"
    request_max_retries = 0
    stream_max_retries = 0
    [analytics]
    enabled = false
    [features]
    apps = false
    plugins = false
  `;
  sandbox.file(
    `${folder}/auth.json`,
    JSON.stringify({ OPENAI_API_KEY: null, tokens: { refresh_token: REFRESH_TOKEN } }),
  );
  sandbox.file(`${folder}/config.toml`, config);
  return join(sandbox.root, folder);
}

/** The red verdicts of a run, each once. */
function redIn(sandbox: Sandbox): readonly string[] {
  const { checks } = sandbox.result('checks.json') as { checks: readonly CheckResult[] };
  return [...new Set(checks.filter(isRed).map(({ verdict, id }) => `${verdict}: ${id}`))];
}

/** The Authorization headers that the model received. */
function authorizations({ exchanges }: ScriptedModel): (string | undefined)[] {
  return exchanges.map(({ headers }) => headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]);
}

describe('a live run', { concurrent: true, timeout: 120_000 }, () => {
  test('uses the login of CODEX_HOME', async ({ sandbox, expect, onTestFinished }) => {
    const model = await startModel(reasoningModel, () => 0);
    onTestFinished(() => model.close());
    const CODEX_HOME = fillCodexHome(sandbox, 'codex-home', model);
    const args = [...LIVE_RUN, '--workspace', sandbox.folder('work')];
    const { exitCode, stdout, stderr } = await sandbox.run(args, { env: { ...ENV, CODEX_HOME } });
    expect(`${exitCode}\n${stderr}${reportIn(stdout)}`).toMatchInlineSnapshot(`
      "0
      Live run of codex <PINNED>, <CODEX>
        home      CODEX_HOME=<SANDBOX>/codex-home
        model     as configured, provider own
        folder    <SANDBOX>/work
        turns     4 in 3 scenarios. Each turn is at least one request to your provider, and billed by it.
      codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      ✓ exec, stateless   1 case, N checks passed, N not applicable  <TIME>
      ✓ exec, persistent  1 case, N checks passed, N not applicable  <TIME>
      ✓ app-server        1 case, N checks passed, N not applicable  <TIME>

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Passed: all modes (3 scenarios, N checks)."
    `);
    expect(new Set(authorizations(model))).toEqual(new Set([`Bearer ${KEY}`]));
  });

  test('uses the login of the workspace without CODEX_HOME', async ({ sandbox, expect, onTestFinished }) => {
    const model = await startModel(reasoningModel, () => 0);
    onTestFinished(() => model.close());
    fillCodexHome(sandbox, 'work/.codex', model);
    const args = [...LIVE_RUN, '--workspace', 'work', '--only', 'exec/persistent'];
    const { exitCode, stdout } = await sandbox.run(args, { env: ENV });
    expect(`${exitCode}\n${reportIn(stdout)}`).toMatchInlineSnapshot(`
      "0
      codex <PINNED>  found by pinned, sha256 <SHA256>
      <CODEX>

      - exec, stateless   did not run
      ✓ exec, persistent  1 case, N checks passed, N not applicable  <TIME>
      - app-server        did not run

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Passed: exec, persistent (1 scenario, N checks). 2 modes did not run."
    `);
    expect(new Set(authorizations(model))).toEqual(new Set([`Bearer ${KEY}`]));
  });

  test('exits with 3 without a valid login', async ({ sandbox, expect, onTestFinished }) => {
    const refusal = json(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } });
    const model = await startModel({ every: () => refusal }, () => 0);
    onTestFinished(() => model.close());
    const CODEX_HOME = fillCodexHome(sandbox, 'codex-home', model);
    const { exitCode, stderr } = await sandbox.run(LIVE_RUN, { env: { ...ENV, CODEX_HOME } });
    expect(`${exitCode}\n${stderr.replace(model.url, '<MODEL>')}`).toMatchInlineSnapshot(`
      "3
      Live run of codex <PINNED>, <CODEX>
        home      CODEX_HOME=<SANDBOX>/codex-home
        model     as configured, provider own
        folder    <SANDBOX>
        turns     4 in 3 scenarios. Each turn is at least one request to your provider, and billed by it.

      error: codex has no valid login for its model: unexpected status 401 Unauthorized: Incorrect API key provided, url: <MODEL>/responses
      hint: Log in (codex login) with the same CODEX_HOME, or set the key that its provider expects, and run again."
    `);
  });

  test('plays nothing without the login that its provider needs', async ({ sandbox, expect }) => {
    const CODEX_HOME = sandbox.folder('codex-home');
    const { exitCode, stdout, stderr } = await sandbox.run(LIVE_RUN, { env: { ...ENV, CODEX_HOME } });
    expect(`${exitCode}\n${stdout}${stderr}`).toMatchInlineSnapshot(`
      "3
      error: codex is not logged in (CODEX_HOME=<SANDBOX>/codex-home), and its provider needs a login.
      hint: Log in (codex login) with the same CODEX_HOME, set CODEX_API_KEY, or configure another provider there. See docs/live.md."
    `);
    expect(existsSync(sandbox.out)).toBe(false);
  });

  test('does not blame codex for a wrong reply of the model', async ({ sandbox, expect, onTestFinished }) => {
    const model = await startModel({ every: says('stored') }, () => 0);
    onTestFinished(() => model.close());
    const CODEX_HOME = fillCodexHome(sandbox, 'codex-home', model);
    const { exitCode } = await sandbox.run(LIVE_RUN, { env: { ...ENV, CODEX_HOME } });
    expect([exitCode, redIn(sandbox)]).toEqual([1, ['untestable: turn/reply/exact']]);
  });

  test('kills a child that codex leaves in another session', async ({ sandbox, expect, onTestFinished }) => {
    const model = await startModel(reasoningModel, () => 0);
    onTestFinished(() => model.close());
    const CODEX_HOME = fillCodexHome(sandbox, 'codex-home', model);
    const codex = wrapPinnedCodex('leaves-child-in-session.sh', sandbox.root);
    const args = ['run', '--codex', codex, '--out', 'out', '--live', '--only', 'exec/stateless'];
    const { exitCode, stdout } = await sandbox.run(args, { env: { ...ENV, CODEX_HOME } });
    expect(`${exitCode}\n${reportIn(stdout)}`).toMatchInlineSnapshot(`
      "1
      codex <PINNED>  found by path, sha256 <SHA256>
      <SANDBOX>/leaves-child-in-session.sh/codex

      ✗ exec, stateless   1 case, N checks passed, 1 failed, N not applicable  <TIME>
      - exec, persistent  did not run
      - app-server        did not run

      ✗ run/process/leaves-no-child  must: fails in 1 scenario
        When codex has exited, no process that it started is running.
        process 1: a child is still running
        actual    "sleep 1000"
        scenarios exec/stateless/sum
        evidence  <SANDBOX>/out/recordings/exec/stateless/sum/run.json
        replay    codex-conformance run --codex <SANDBOX>/leaves-child-in-session.sh/codex --out out --live --only exec/stateless/sum

      results   <SANDBOX>/out (report.html, summary.md, summary.json, checks.json, junit.xml, recordings)
      Failed: exec, stateless (N failed check in 1 scenario). 2 modes did not run."
    `);
  });

  test('shows no secret of a codex that prints them all', async ({ sandbox, expect, onTestFinished }) => {
    const model = await startModel(reasoningModel, () => 0);
    onTestFinished(() => model.close());
    const CODEX_HOME = fillCodexHome(sandbox, 'codex-home', model);
    const codex = wrapPinnedCodex('prints-secrets.sh', sandbox.root);
    const args = ['run', '--codex', codex, '--out', 'out', '--live', '--verbose'];
    const { exitCode, stdout, stderr } = await sandbox.run(args, { env: { ...ENV, CODEX_HOME } });
    const isShown = [KEY, REFRESH_TOKEN].some((secret) => `${stdout}${stderr}`.includes(secret));
    const telling = sandbox.writtenWith([KEY, REFRESH_TOKEN]);
    // Printing them fails another check.
    expect({ exitCode, isShown, telling }).toEqual({ exitCode: 1, isShown: false, telling: [] });
    const printed = sandbox.text('out/recordings/exec/stateless/sum/stderr.txt');
    expect(printed.match(/^.*<REDACTED>.*$/gm)).toMatchInlineSnapshot(`
      [
        "FAKE_API_KEY=<REDACTED>",
        "<REDACTED>",
        "{"OPENAI_API_KEY":null,"tokens":{"refresh_token":"<REDACTED>"}}  OPENAI_API_KEY  null  tokens    refresh_token   <REDACTED>   ",
      ]
    `);
  });
});
