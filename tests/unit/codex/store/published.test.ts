import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedVersions, publishedVersions, type PublishedOptions } from '../../../../helpers/codex/store/published.ts';
import { failureOf, temporaryFolder } from '../temporary.ts';
import { failing, npmStandIn, type NpmStandIn } from './npm-stand-in.ts';
import { TARGET } from './packages.ts';

const HERE = TARGET.packageName.replace('codex-', '');

const ANSWER = {
  versions: ['0.100.0', '0.99.0', `0.100.0-${HERE}`, '0.98.0', '0.101.0', '0.101.0-win32-mips', '0.102.0-alpha.2'],
  time: { created: '2025-01-01T00:00:00.000Z', '0.99.0': '2026-02-11T00:47:12.581000+00:00', '0.98.0': 'never' },
  'dist-tags': { latest: '0.101.0' },
};

const OUT_OF_REACH = failing('ECONNREFUSED', 'request to https://user:word@registry.test/ failed');

/** A registry that gives one answer after the other, and a cache. */
async function registry(...answers: (object | string)[]) {
  const folder = temporaryFolder();
  const npms = await Promise.all(answers.map((answer) => npmStandIn({ view: { '@openai/codex': answer } })));
  const ask = async (npm: NpmStandIn, options?: PublishedOptions) =>
    await publishedVersions(folder, { ...npm.place, env: { ...npm.place.env, npm_config_registry: 'r' } }, options);
  return { folder, npms, ask };
}

test('lists versions in order, with dates, without builds', async () => {
  const { npms, ask } = await registry(ANSWER);
  expect(await ask(npms[0]!)).toMatchInlineSnapshot(`
    {
      "fresh": true,
      "latest": "0.101.0",
      "versions": [
        {
          "date": null,
          "mayRunHere": true,
          "version": "0.98.0",
        },
        {
          "date": "2026-02-11T00:47:12.581Z",
          "mayRunHere": true,
          "version": "0.99.0",
        },
        {
          "date": null,
          "mayRunHere": true,
          "version": "0.100.0",
        },
        {
          "date": null,
          "mayRunHere": false,
          "version": "0.101.0",
        },
        {
          "date": null,
          "mayRunHere": true,
          "version": "0.102.0-alpha.2",
        },
      ],
    }
  `);
});

test('the registry is asked once in some minutes', async () => {
  const { npms, ask, folder } = await registry(ANSWER);
  const first = await ask(npms[0]!);
  expect(await ask(npms[0]!)).toEqual({ ...first, fresh: false });
  expect(await cachedVersions(folder)).toEqual({ ...first, fresh: false });
  expect(npms[0]!.calls()).toEqual(['view @openai/codex']);
  await ask(npms[0]!, { freshForMs: 0 });
  expect(npms[0]!.calls().length).toBe(2);
});

test('another registry is asked at once', async () => {
  const { npms, folder, ask } = await registry(ANSWER, { ...ANSWER, versions: ['1.0.0'] });
  await ask(npms[0]!);
  const { versions } = await publishedVersions(folder, npms[1]!.place);
  expect(versions.map(({ version }) => version)).toEqual(['1.0.0']);
});

test('uses an older list and warns if no registry is reachable', async () => {
  const { npms, ask } = await registry(ANSWER, OUT_OF_REACH);
  const first = await ask(npms[0]!);
  const notices: string[] = [];
  const second = await ask(npms[1]!, { freshForMs: 0, onNotice: (text) => void notices.push(text) });
  expect(second).toEqual({ ...first, fresh: false });
  expect(notices.map((text) => text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, '<time>'))).toMatchInlineSnapshot(`
    [
      "Cannot list the published versions of codex: the registry is unreachable (ECONNREFUSED): request to https://<REDACTED>@registry.test/ failed. The list of <time> UTC is used instead.",
    ]
  `);
});

test('reports an unreachable registry without its password', async () => {
  const { npms, ask } = await registry(OUT_OF_REACH);
  expect(await failureOf(() => ask(npms[0]!))).toMatchInlineSnapshot(`
    {
      "hint": "Check the registry of npm (npm config get registry) and its proxy (npm config get proxy).",
      "kind": "environment",
      "message": "Cannot list the published versions of codex: the registry is unreachable (ECONNREFUSED): request to https://<REDACTED>@registry.test/ failed.",
    }
  `);
});

test('an answer that is none is an error', async () => {
  const { npms, ask } = await registry('echo "<html>"');
  expect(await failureOf(() => ask(npms[0]!))).toMatchObject({
    message: String.raw`Cannot list the published versions of codex: npm failed: it printed "<html>".`,
  });
});

test('without npm on PATH there are no versions', async () => {
  const folder = temporaryFolder();
  const place = { env: { PATH: join(folder, 'bin') }, cwd: folder };
  expect(await failureOf(() => publishedVersions(folder, place))).toMatchInlineSnapshot(`
    {
      "hint": "Install npm, or give the path of a codex binary.",
      "kind": "environment",
      "message": "Cannot list the published versions of codex: no npm on PATH; published versions are downloaded with it.",
    }
  `);
});

test('an npm that does not end is given up', async () => {
  const { npms, ask } = await registry('exec sleep 60');
  expect(await failureOf(() => ask(npms[0]!, { limitMs: 100 }))).toMatchObject({
    message: expect.stringContaining('(ETIMEDOUT): npm did not end within 0.1 seconds.') as string,
  });
});

test('without anything kept there is an empty list', async () => {
  expect(await cachedVersions(temporaryFolder())).toEqual({ versions: [], latest: null, fresh: false });
});
