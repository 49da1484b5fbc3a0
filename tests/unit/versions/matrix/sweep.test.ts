import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sweepPaths } from '../../../../helpers/versions/matrix/paths.ts';
import { readVerdicts } from '../../../../helpers/versions/matrix/verdicts.ts';
import type { SweepEvent } from '../../../../helpers/versions/matrix/sweep-events.ts';
import { SuiteError } from '../../../../helpers/util/errors.ts';
import { failureOf, write } from '../../codex/temporary.ts';
import { driven, linesOf, local, place, published, SCENARIO, swept } from './sweep-fixture.ts';

const KNOWN = { check: 'turn/reply/exact', scenario: SCENARIO, versions: '*', reason: 'Known upstream.' };

afterEach(() => void vi.unstubAllEnvs());

test('plays and judges versions from the oldest to the newest', async () => {
  const here = place();
  const candidates = ['1.10.0', '1.9.0', '1.10.0-alpha.1'].map((version) => local(here.folder, version));
  const { events, hows, interrupted, phases } = await swept(here, { candidates });
  expect([hows, interrupted]).toEqual([['1.9.0 played', '1.10.0-alpha.1 played', '1.10.0 played'], false]);
  expect(events.filter((event) => event.endsWith('0/1'))).toEqual(['1.9.0 0/1', '1.10.0-alpha.1 0/1', '1.10.0 0/1']);
  expect(events.filter((event) => event.startsWith('1.9.0 '))).toEqual([
    '1.9.0 0/1',
    '1.9.0 1/1',
    '1.9.0 judging',
    '1.9.0 is over: played',
  ]);
  expect([phases.play > 0, phases.fetch]).toEqual([true, 0]);
  const { results } = await readVerdicts(sweepPaths(here.config.outDir), '1.9.0');
  expect(results.find(({ id }) => id === 'turn/reply/exact')).toMatchObject({ scenario: SCENARIO, verdict: 'fail' });
  expect(readdirSync(join(here.folder, 'tmp'))).toEqual([]);
});

test('plays up to three versions at once while others only wait', async () => {
  const here = place();
  // None of the first three ends before all of them have started.
  const waitsFor = (version: string): string =>
    `until grep -q '^${version}$' '${here.folder}/driven'; do sleep 0.02; done`;
  const candidates = [
    published(here.folder, '1.0.0', undefined, waitsFor('1.2.0')),
    published(here.folder, '1.1.0', undefined, waitsFor('1.2.0')),
    published(here.folder, '1.2.0', undefined, waitsFor('1.0.0')),
    published(here.folder, '1.3.0'),
  ];
  const config = { ...here.config, jobs: 4 };
  const { hows, events } = await swept({ ...here, config }, { candidates, ahead: 0 });
  expect(hows).toEqual(['1.0.0 played', '1.1.0 played', '1.2.0 played', '1.3.0 played']);
  const together = events.slice(
    0,
    events.findIndex((event) => event.includes('is over')),
  );
  expect(together.filter((event) => event.endsWith('fetching'))).toEqual(
    ['1.0.0', '1.1.0', '1.2.0'].map((version) => `${version} fetching`),
  );
});

test('limits the scenarios of all versions together to the jobs', async () => {
  const here = place();
  const alone = `cd '${here.folder}'; mkdir busy || echo overlap >> log; sleep 0.05; rmdir busy`;
  const candidates = ['1.0.0', '1.1.0', '1.2.0'].map((version) => local(here.folder, version, alone));
  const config = { ...here.config, jobs: 1 };
  const { events } = await swept({ ...here, config }, { candidates });
  expect(linesOf(join(here.folder, 'log'))).toEqual([]);
  expect(events.filter((event) => event.includes('/'))).toEqual(
    ['1.0.0', '1.1.0', '1.2.0'].flatMap((version) => [`${version} 0/1`, `${version} 1/1`]),
  );
});

test('keeps verdicts that are up to date, without the binary', async () => {
  const here = place();
  const candidates = [local(here.folder, '1.0.0'), published(here.folder, '1.1.0')];
  await swept(here, { candidates });
  const before = [driven(here.folder), linesOf(join(here.folder, 'held'))];
  const { hows } = await swept(here, { candidates });
  expect(hows).toEqual(['1.0.0 kept', '1.1.0 kept']);
  expect([driven(here.folder), linesOf(join(here.folder, 'held'))]).toEqual(before);
  expect(before).toEqual([
    ['1.0.0', '1.1.0'],
    ['acquire 1.1.0', 'release 1.1.0'],
  ]);
});

test('judges again without playing if only the baseline changed', async () => {
  const here = place();
  const candidates = [local(here.folder, '1.0.0'), published(here.folder, '1.1.0')];
  await swept(here, { candidates });
  const before = [driven(here.folder), linesOf(join(here.folder, 'held'))];
  const config = { ...here.config, baseline: { knownFailures: [KNOWN], unmatched: [] } };
  const { hows } = await swept({ ...here, config }, { candidates });
  expect(hows).toEqual(['1.0.0 judged', '1.1.0 judged']);
  expect([driven(here.folder), linesOf(join(here.folder, 'held'))]).toEqual(before);
});

test('plays another binary of the same version', async () => {
  const here = place();
  const before = local(here.folder, '1.0.0');
  await swept(here, { candidates: [before] });
  const codex = { ...before.codex!, sha256: 'ab'.repeat(32) };
  const { hows } = await swept(here, { candidates: [{ ...before, codex }] });
  expect([hows, driven(here.folder)]).toEqual([['1.0.0 played'], ['1.0.0', '1.0.0']]);
});

test.for(['verdicts', 'versions'])('judges a version again if its file in %s is missing', async (folder) => {
  const here = place();
  const candidates = [local(here.folder, '1.0.0')];
  await swept(here, { candidates });
  rmSync(join(here.config.outDir, folder), { recursive: true });
  const { hows } = await swept(here, { candidates });
  expect([hows, driven(here.folder)]).toEqual([['1.0.0 judged'], ['1.0.0']]);
});

test('records why a version failed and continues with the others', async () => {
  const here = place();
  const candidates = [
    published(here.folder, '1.0.0', async () => {
      throw new SuiteError('environment', 'codex 1.0.0 has no build for this platform.');
    }),
    local(here.folder, '1.1.0'),
    { kind: 'local', version: './broken', codex: null, problem: 'It does not start.' } as const,
  ];
  const { versions, hows } = await swept(here, { candidates });
  expect(hows).toEqual(['1.0.0 failed', '1.1.0 played', './broken failed']);
  expect(versions.map(({ record }) => record.problem)).toEqual([
    'codex 1.0.0 has no build for this platform.',
    null,
    'It does not start.',
  ]);
  expect(readdirSync(join(here.config.outDir, 'versions')).toSorted()).toEqual([
    '1.0.0.json',
    '1.1.0.json',
    '__broken.json',
  ]);
});

test('tries a failed version again and drops its old verdicts', async () => {
  const here = place();
  await swept(here, { candidates: [local(here.folder, '1.0.0')] });
  const gone = { kind: 'local', version: '1.0.0', codex: null, problem: 'It is gone.' } as const;
  const failed = await swept(here, { candidates: [gone] });
  expect([failed.hows, existsSync(join(here.config.outDir, 'verdicts/1.0.0.json'))]).toEqual([['1.0.0 failed'], false]);
  const again = await swept(here, { candidates: [local(here.folder, '1.0.0')] });
  expect([again.hows, driven(here.folder)]).toEqual([['1.0.0 judged'], ['1.0.0']]);
});

test('counts harness errors and never keeps verdicts with any', async () => {
  const here = place();
  const candidates = [local(here.folder, '1.0.0')];
  const damage = ({ kind }: SweepEvent): void => {
    if (kind === 'judging') writeFileSync(join(here.config.outDir, 'recordings/1.0.0', SCENARIO, 'run.json'), '{');
  };
  const { versions } = await swept(here, { candidates, onEvent: damage });
  expect(versions.map(({ record }) => [record.status, record.faults])).toEqual([['judged', 1]]);
  expect((await swept(here, { candidates })).hows).toEqual(['1.0.0 played']);
  expect((await swept(here, { candidates })).hows).toEqual(['1.0.0 kept']);
});

test('keeps finished versions when it is interrupted', async () => {
  const here = place();
  const controller = new AbortController();
  const once = `[ -e '${here.folder}/waited' ] || { : > '${here.folder}/waited'; exec sleep 1000; }`;
  const candidates = [local(here.folder, '1.0.0'), local(here.folder, '1.1.0', once), local(here.folder, '1.2.0')];
  const config = { ...here.config, jobs: 1 };
  const sweeping = swept({ ...here, config }, { candidates, signal: controller.signal });
  await expect.poll(() => existsSync(join(here.folder, 'waited')), { interval: 5, timeout: 20_000 }).toBe(true);
  controller.abort();
  const cut = await sweeping;
  expect([cut.hows, cut.interrupted]).toEqual([['1.0.0 played'], true]);
  expect(readdirSync(join(here.folder, 'tmp'))).toEqual([]);
  const rest = await swept(here, { candidates });
  expect(rest.hows).toEqual(['1.0.0 kept', '1.1.0 played', '1.2.0 played']);
  expect(driven(here.folder)).toEqual(['1.0.0', '1.1.0', '1.1.0', '1.2.0']);
}, 30_000);

test('keeps recordings but no verdicts if judging is interrupted', async () => {
  const here = place();
  const controller = new AbortController();
  const candidates = [local(here.folder, '1.0.0')];
  const onEvent = ({ kind }: SweepEvent): void => {
    if (kind === 'judging') controller.abort();
  };
  const cut = await swept(here, { candidates, signal: controller.signal, onEvent });
  expect([cut.hows, cut.interrupted, existsSync(join(here.config.outDir, 'versions'))]).toEqual([[], true, false]);
  expect((await swept(here, { candidates })).hows).toEqual(['1.0.0 judged']);
});

test('ends when the disk refuses', async () => {
  const here = place();
  writeFileSync(write(join(here.config.outDir, 'recordings/1.0.0'), ''), 'in the way');
  const over: string[] = [];
  const failure = await failureOf(() =>
    swept(here, {
      candidates: [local(here.folder, '1.0.0'), local(here.folder, '1.1.0', 'exec sleep 1000')],
      onEvent: (event) => void (event.kind === 'done' && over.push(event.record.version)),
    }),
  );
  expect([failure.kind, over]).toEqual(['environment', []]);
  expect(readdirSync(join(here.folder, 'tmp'))).toEqual([]);
});

test('downloads the next binary while playing, and releases both', async () => {
  const here = place();
  const order: string[] = [];
  const candidates = ['1.0.0', '1.1.0'].map((version) => published(here.folder, version));
  await swept(here, {
    candidates,
    ahead: 1,
    onEvent: (event) => {
      if (event.kind === 'judging' && event.version === '1.0.0') order.push(...linesOf(join(here.folder, 'held')));
    },
  });
  expect(order).toEqual(expect.arrayContaining(['acquire 1.0.0', 'acquire 1.1.0', 'release 1.0.0']));
  const held = linesOf(join(here.folder, 'held'));
  expect(candidates.filter(({ version }) => !held.includes(`release ${version}`))).toEqual([]);
});

test('releases a downloaded binary that is no longer needed', async () => {
  const here = place();
  const controller = new AbortController();
  await swept(here, {
    candidates: ['1.0.0', '1.1.0'].map((version) => published(here.folder, version)),
    signal: controller.signal,
    onEvent: ({ kind }) => {
      if (kind === 'playing') controller.abort();
    },
  });
  expect(linesOf(join(here.folder, 'held')).filter((line) => line.endsWith('1.1.0'))).toEqual([
    'acquire 1.1.0',
    'release 1.1.0',
  ]);
});
