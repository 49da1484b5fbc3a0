import { expect, test } from 'vitest';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import type { Verdict } from '../../../../helpers/checks/verdict.ts';
import { createNoiseFilter } from '../../../../helpers/versions/diff/noise.ts';
import { versionFactsOf } from '../../../../helpers/versions/facts/version-facts.ts';
import { requirementResults } from '../../../../helpers/versions/upgrade/report.ts';
import { type VersionSnapshot, versionSnapshot } from '../../../../helpers/versions/upgrade/version-snapshot.ts';
import { createEvaluator } from '../../../../helpers/versions/upgrade/evaluate.ts';
import type { Requirement } from '../../../../helpers/versions/upgrade/requirement.ts';
import { factKey, parseKey } from '../../../../helpers/versions/facts/fact-key.ts';
import { changeStdout } from '../../../../helpers/mutations/stdout.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER, EXEC_STATELESS } from '../../checks/samples.ts';
import { NO_FILTER } from '../changed.ts';

const check = CHECKS.find(({ needs = [] }) => needs.length === 0)!;
const needy = CHECKS.find(({ needs = [] }) => needs.length > 0)!;
const haiku = changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku","lines":3}'))(EXEC_STATELESS);
const worded = changeStdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku","lines":"three"}'))(EXEC_STATELESS);

const fact = (text: string) => ({ kind: 'fact', key: parseKey(text)! }) as const;
const method = (name: string) => ({ kind: 'method', name }) as const;

function snapshot(
  version: string,
  recordings: readonly Recording[],
  verdicts: Readonly<Record<string, Verdict>> = {},
  id = check.id,
): VersionSnapshot {
  return versionSnapshot(versionFactsOf(version, recordings), new Map([[id, new Map(Object.entries(verdicts))]]));
}

function outcome(requirement: Partial<Requirement>, from: VersionSnapshot, to: VersionSnapshot, filter = NO_FILTER) {
  const requirements = [{ name: 'x', sources: ['x'], ...requirement } as Requirement];
  const [result] = requirementResults(requirements, createEvaluator(from, to, filter));
  return [result!.outcome, result!.before.reason, result!.after.reason].filter((part) => part !== null).join(' | ');
}

const checked = (
  before: Readonly<Record<string, Verdict>>,
  after: Readonly<Record<string, Verdict>>,
  scenario: string | null = null,
): string => outcome({ kind: 'check', check, scenario }, snapshot('1.0.0', [], before), snapshot('2.0.0', [], after));

test('breaks a check only where it passed', () => {
  expect([
    checked({ a: 'pass' }, { a: 'pass' }),
    checked({ a: 'pass', b: 'fail' }, { a: 'fail', b: 'fail' }),
    checked({ a: 'pass', b: 'fail' }, { a: 'pass', b: 'fail' }),
    checked({ a: 'pass' }, { a: 'pass', b: 'fail' }),
    checked({ a: 'pass', b: 'pass' }, { a: 'pass', b: 'fail' }, 'a'),
    checked({ a: 'fail' }, { a: 'fail' }),
  ]).toMatchInlineSnapshot(`
    [
      "holds",
      "broken | already fails on b | fails on a",
      "holds | already fails on b",
      "holds",
      "holds",
      "not-before | fails on a | fails on a",
    ]
  `);
});

test('leaves a check without a verdict unknown', () => {
  expect([
    checked({ a: 'pass' }, { a: 'not-applicable' }),
    checked({ a: 'pass' }, { a: 'untestable' }),
    checked({ a: 'pass' }, { b: 'pass' }),
    checked({}, { a: 'fail' }),
    checked({ a: 'not-applicable' }, { a: 'pass' }),
  ]).toMatchInlineSnapshot(`
    [
      "unknown | not applicable in 2.0.0",
      "unknown | untestable on a in 2.0.0",
      "unknown | no recording of 2.0.0 to judge",
      "unknown | no recording of 1.0.0 to judge | fails on a",
      "unknown | not applicable in 1.0.0",
    ]
  `);
});

test('breaks a check whose capability was removed', () => {
  const capable: Recording = { ...EXEC_STATELESS, codex: { ...EXEC_STATELESS.codex, capabilities: needy.needs! } };
  const from = snapshot('1.0.0', [capable], { a: 'pass' }, needy.id);
  const to = snapshot('2.0.0', [EXEC_STATELESS], { a: 'not-applicable' }, needy.id);
  const lacking = { ...to, facts: new Map([...to.facts].filter(([key]) => key !== `help ${needy.needs![0]}`)) };
  expect(outcome({ kind: 'check', check: needy, scenario: null }, from, lacking)).toBe(
    `broken | 2.0.0 lacks ${needy.needs![0]}`,
  );
});

test('breaks a fact on a breaking difference in shared scenarios', () => {
  const plain = snapshot('1.0.0', [EXEC_STATELESS]);
  expect([
    outcome(fact('exec haiku'), snapshot('1.0.0', [haiku]), snapshot('2.0.0', [haiku])),
    outcome(fact('exec haiku'), snapshot('1.0.0', [haiku]), snapshot('2.0.0', [EXEC_STATELESS])),
    outcome(fact('exec haiku .lines'), snapshot('1.0.0', [haiku]), snapshot('2.0.0', [worded])),
    outcome(fact('exec haiku'), snapshot('1.0.0', [haiku]), snapshot('2.0.0', [APP_SERVER])),
    outcome(fact('exec haiku'), plain, snapshot('2.0.0', [haiku])),
    outcome(fact('exec haiku'), plain, plain),
    outcome(
      fact('exec haiku'),
      snapshot('1.0.0', [haiku]),
      plain,
      createNoiseFilter([{ keys: 'exec h*', reduce: 'drop' }]),
    ),
    outcome(
      fact('exec haiku'),
      snapshot('1.0.0', [haiku]),
      plain,
      createNoiseFilter([{ keys: 'exec h*', reduce: 'drop', below: 2 }]),
    ),
    outcome(
      fact('exec haiku'),
      snapshot('1.0.0', [haiku]),
      plain,
      createNoiseFilter([{ keys: 'exec h*', reduce: 'drop', below: 1 }]),
    ),
  ]).toMatchInlineSnapshot(`
    [
      "holds",
      "broken | no longer sent: clients that wait for it will hang",
      "broken | field type changed",
      "unknown | no recording of 2.0.0 of a scenario that could show it",
      "not-before | absent in 1.0.0 in the scenarios that show it in 2.0.0",
      "unknown | no recorded scenario shows it | no recorded scenario shows it",
      "unknown | varies between repeats of one version | varies between repeats of one version",
      "unknown | varies between repeats of one version | varies between repeats of one version",
      "broken | no longer sent: clients that wait for it will hang",
    ]
  `);
});

test('looks flags up in the help, methods in schema and wire', () => {
  const flag = { kind: 'flag', key: factKey({ area: 'help', subject: 'exec.flag.ephemeral' }) } as const;
  const helpless: Recording = { ...EXEC_STATELESS, codex: { ...EXEC_STATELESS.codex, capabilities: [] } };
  const other: Recording = {
    ...EXEC_STATELESS,
    codex: { ...EXEC_STATELESS.codex, capabilities: ['exec.flag.ephemera'] },
  };
  const from = snapshot('1.0.0', [EXEC_STATELESS, APP_SERVER]);
  const { protocol: _, ...silent } = APP_SERVER;
  expect([
    outcome(flag, from, from),
    outcome(flag, from, snapshot('2.0.0', [other])),
    outcome(flag, from, snapshot('2.0.0', [helpless])),
    outcome(method('turn/start'), from, snapshot('2.0.0', [silent])),
    outcome(method('turn/start'), from, snapshot('2.0.0', [EXEC_STATELESS])),
    outcome(method('turn/strat'), from, from),
  ]).toMatchInlineSnapshot(`
    [
      "holds",
      "broken | not in the help of 2.0.0; the nearest is ephemera",
      "unknown | the help of 2.0.0 is unknown",
      "holds",
      "unknown | the schema of 2.0.0 is unknown, and no message shows the method",
      "not-before | 1.0.0 has no such method; the nearest is turn/start | 1.0.0 has no such method; the nearest is turn/start",
    ]
  `);
});
