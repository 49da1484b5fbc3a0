import { expect, test } from 'vitest';
import { CHECKS } from '../../../../helpers/checks/registry.ts';
import type { Verdict } from '../../../../helpers/checks/verdict.ts';
import { createMask } from '../../../../helpers/versions/diff/noise.ts';
import { observationOf } from '../../../../helpers/versions/facts/version-facts.ts';
import { answer } from '../../../../helpers/versions/upgrade/report.ts';
import { knownVersion, type KnownVersion } from '../../../../helpers/versions/upgrade/version-snapshot.ts';
import { createLook } from '../../../../helpers/versions/upgrade/evaluate.ts';
import type { Thing } from '../../../../helpers/versions/upgrade/requirement.ts';
import { stdout } from '../../../../helpers/proof/mutations.ts';
import type { Recording } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER, EXEC_STATELESS } from '../../checks/samples.ts';
import { NO_MASK } from '../../compat/observations.ts';

const check = CHECKS.find(({ needs = [] }) => needs.length === 0)!;
const needy = CHECKS.find(({ needs = [] }) => needs.length > 0)!;
const haiku = stdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku","lines":3}'))(EXEC_STATELESS);
const worded = stdout((lines) => lines.toSpliced(1, 0, '{"type":"haiku","lines":"three"}'))(EXEC_STATELESS);

const fact = (key: string) => ({ kind: 'fact', key }) as const;
const method = (name: string) => ({ kind: 'method', name }) as const;

function known(
  version: string,
  recordings: readonly Recording[],
  verdicts: Readonly<Record<string, Verdict>> = {},
  id = check.id,
): KnownVersion {
  return knownVersion(observationOf(version, recordings), new Map([[id, new Map(Object.entries(verdicts))]]));
}

function fate(thing: Partial<Thing>, from: KnownVersion, to: KnownVersion, mask = NO_MASK): string {
  const [{ fate: found, pair }] = answer(
    [{ name: 'x', namedBy: ['x'], ...thing } as Thing],
    createLook(from, to, mask),
  ) as [ReturnType<typeof answer>[number]];
  return [found, pair.before.reason, pair.after.reason].filter((part) => part !== null).join(' | ');
}

const checked = (
  before: Readonly<Record<string, Verdict>>,
  after: Readonly<Record<string, Verdict>>,
  scenario: string | null = null,
): string => fate({ kind: 'check', check, scenario }, known('1.0.0', [], before), known('2.0.0', [], after));

test('a check breaks only where it passed', () => {
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
      "broken | fails already on b | fails on a",
      "holds | fails already on b",
      "holds",
      "holds",
      "not-before | fails on a | fails on a",
    ]
  `);
});

test('a check that says nothing leaves it open', () => {
  expect([
    checked({ a: 'pass' }, { a: 'not-applicable' }),
    checked({ a: 'pass' }, { a: 'untestable' }),
    checked({ a: 'pass' }, { b: 'pass' }),
    checked({}, { a: 'fail' }),
    checked({ a: 'not-applicable' }, { a: 'pass' }),
  ]).toMatchInlineSnapshot(`
    [
      "unknown | does not apply to what 2.0.0 did",
      "unknown | cannot be judged on a in 2.0.0",
      "unknown | 2.0.0 was not played for it",
      "unknown | 1.0.0 was not played for it | fails on a",
      "unknown | does not apply to what 1.0.0 did",
    ]
  `);
});

test('a check whose capability is gone does not hold', () => {
  const capable: Recording = { ...EXEC_STATELESS, codex: { ...EXEC_STATELESS.codex, capabilities: needy.needs! } };
  const from = known('1.0.0', [capable], { a: 'pass' }, needy.id);
  const to = known('2.0.0', [EXEC_STATELESS], { a: 'not-applicable' }, needy.id);
  const lacking = { ...to, facts: new Map([...to.facts].filter(([key]) => key !== `help ${needy.needs![0]}`)) };
  expect(fate({ kind: 'check', check: needy, scenario: null }, from, lacking)).toBe(
    `broken | 2.0.0 lacks ${needy.needs![0]}`,
  );
});

test('a fact breaks by the rules of differences, and only between scenarios that both were played in', () => {
  const plain = known('1.0.0', [EXEC_STATELESS]);
  expect([
    fate(fact('exec haiku'), known('1.0.0', [haiku]), known('2.0.0', [haiku])),
    fate(fact('exec haiku'), known('1.0.0', [haiku]), known('2.0.0', [EXEC_STATELESS])),
    fate(fact('exec haiku .lines'), known('1.0.0', [haiku]), known('2.0.0', [worded])),
    fate(fact('exec haiku'), known('1.0.0', [haiku]), known('2.0.0', [APP_SERVER])),
    fate(fact('exec haiku'), plain, known('2.0.0', [haiku])),
    fate(fact('exec haiku'), plain, plain),
    fate(fact('exec haiku'), known('1.0.0', [haiku]), plain, createMask([{ keys: 'exec h*', reduce: 'drop' }])),
    fate(
      fact('exec haiku'),
      known('1.0.0', [haiku]),
      plain,
      createMask([{ keys: 'exec h*', reduce: 'drop', below: 2 }]),
    ),
    fate(
      fact('exec haiku'),
      known('1.0.0', [haiku]),
      plain,
      createMask([{ keys: 'exec h*', reduce: 'drop', below: 1 }]),
    ),
  ]).toMatchInlineSnapshot(`
    [
      "holds",
      "broken | it is not sent any more: who waits for it waits for ever",
      "broken | the field is of another type",
      "unknown | 2.0.0 was not played in a scenario that could show it",
      "not-before | 1.0.0 does not show it in the scenarios that 2.0.0 shows it in",
      "unknown | no scenario that was played shows it | no scenario that was played shows it",
      "unknown | varies between two plays of one version | varies between two plays of one version",
      "unknown | varies between two plays of one version | varies between two plays of one version",
      "broken | it is not sent any more: who waits for it waits for ever",
    ]
  `);
});

test('a flag goes by the help, a method by the schema and the wire', () => {
  const flag = { kind: 'flag', key: 'help exec.flag.ephemeral' } as const;
  const helpless: Recording = { ...EXEC_STATELESS, codex: { ...EXEC_STATELESS.codex, capabilities: [] } };
  const other: Recording = {
    ...EXEC_STATELESS,
    codex: { ...EXEC_STATELESS.codex, capabilities: ['exec.flag.ephemera'] },
  };
  const from = known('1.0.0', [EXEC_STATELESS, APP_SERVER]);
  const { protocol: _, ...silent } = APP_SERVER;
  expect([
    fate(flag, from, from),
    fate(flag, from, known('2.0.0', [other])),
    fate(flag, from, known('2.0.0', [helpless])),
    fate(method('turn/start'), from, known('2.0.0', [silent])),
    fate(method('turn/start'), from, known('2.0.0', [EXEC_STATELESS])),
    fate(method('turn/strat'), from, from),
  ]).toMatchInlineSnapshot(`
    [
      "holds",
      "broken | the help of 2.0.0 does not have it; the nearest is ephemera",
      "unknown | the help of 2.0.0 is not known",
      "holds",
      "unknown | the schema of 2.0.0 is not known, and its wire does not show it",
      "not-before | 1.0.0 has no such method; the nearest is turn/start | 1.0.0 has no such method; the nearest is turn/start",
    ]
  `);
});
