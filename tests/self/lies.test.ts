import { readdirSync } from 'node:fs';
import { afterAll, describe, test } from 'vitest';
import { groupFailures } from '../../helpers/formats/failure-groups.ts';
import { loadCases } from '../../helpers/inputs/cases.ts';
import { scenariosIn } from '../../helpers/scenarios/catalog.ts';
import { HONEST, LIES } from './lies/all.ts';
import { noticed, playTold } from './lies/play-lie.ts';
import { UNNOTICED } from './lies/unnoticed.ts';
import { createPlayground } from './playground.ts';

const playground = await createPlayground();
afterAll(() => playground.remove());

/** The core, and scenarios with much output, signals, approvals, tools, files and two processes. */
const BROAD = [
  ...scenariosIn({ cases: await loadCases(), extended: false }).map(({ name }) => name),
  'exec/command/large-output',
  'exec/errors/response-failed',
  'exec/last-message/two-messages',
  'exec/mcp/results',
  'exec/patch/add-update-delete',
  'exec/signals/interrupt',
  'exec/stdin/prompt-from-stdin',
  'app-server/approvals/command',
  'app-server/framing/at-once',
  'app-server/items/thoughts',
  'app-server/resume/after-kill',
  'app-server/threads/two-at-once',
  'app-server/tools/elicitation',
];

describe('a codex behind a wrapper that', { concurrent: true, timeout: 300_000 }, () => {
  for (const name of Object.keys(HONEST)) {
    test(`${name} is green`, async ({ expect }) => {
      const { faults, red } = await playTold(playground, name, BROAD);
      expect([faults, red.map(({ scenario, id, evidence }) => [scenario, id, evidence])]).toEqual([[], []]);
    });
  }
});

/** For each noticed lie, whether the first group of failures names it. */
const isFirst: boolean[] = [];

describe('a check of that very meaning', { concurrent: true, timeout: 120_000 }, () => {
  for (const [name, lie] of LIES) {
    test(`${UNNOTICED.has(name) ? 'does not notice yet' : 'notices'}: ${name}`, async ({ expect }) => {
      const played = await playTold(playground, name, lie.scenarios);
      expect([played.isTold, played.faults]).toEqual([true, []]);
      const found = noticed(lie, played);
      const ids = found.map(({ id }) => id);
      if (ids.length > 0) isFirst.push(groupFailures(played.red)[0]!.results.some((result) => found.includes(result)));
      // A lie that is noticed leaves the list.
      if (UNNOTICED.has(name)) expect(ids).toEqual([]);
      else expect(ids).not.toEqual([]);
    });
  }
});

test('the first group of failures names 9 of 10 lies', ({ expect }) => {
  expect(isFirst.filter(Boolean).length / isFirst.length).toBeGreaterThanOrEqual(0.9);
});

test('each unnoticed lie is a lie', ({ expect }) => {
  expect([...UNNOTICED].filter((name) => !LIES.has(name))).toEqual([]);
});

test('lies and wrappers leave nothing in TMPDIR', ({ expect }) => {
  expect(readdirSync(playground.temporary)).toEqual([]);
});
