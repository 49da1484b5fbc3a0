import { expect, test } from 'vitest';
import { unmatchedFailures, withBaseline } from '../../../helpers/checks/baseline.ts';
import {
  isExcused,
  isRed,
  isStale,
  LEVELS,
  VERDICTS,
  type CheckResult,
  type Level,
  type Verdict,
} from '../../../helpers/checks/verdict.ts';
import type { KnownFailure } from '../../../helpers/inputs/baseline.ts';

const ENTRY: KnownFailure = {
  check: 'exec/turn/completes',
  scenario: 'exec/stateless/sum',
  versions: '>=0.96.0 <0.99.0',
  reason: 'Known upstream.',
};

function result(verdict: Verdict = 'fail', level: Level = 'must'): CheckResult {
  return {
    id: ENTRY.check,
    clause: 'It completes.',
    level,
    authority: { kind: 'documented', reference: 'a page' },
    scenario: ENTRY.scenario,
    verdict,
    reason: null,
    evidence: [],
  };
}

/** What becomes of a result, in one word. */
function fate(judged: CheckResult): string {
  const standing = isExcused(judged) ? 'excused' : isStale(judged) ? 'stale' : '';
  return `${standing}${standing !== '' && isRed(judged) ? ', ' : ''}${isRed(judged) ? 'red' : ''}` || 'green';
}

test('what becomes of each verdict on each level, without an entry and with one', () => {
  const table = VERDICTS.flatMap((verdict) =>
    LEVELS.map((level) => {
      const judged = result(verdict, level);
      return `${verdict} ${level}: ${fate(judged)} | ${fate(withBaseline(judged, '0.98.0', [ENTRY]))}`;
    }),
  );
  expect(table).toMatchInlineSnapshot(`
    [
      "pass must: green | stale, red",
      "pass should: green | stale, red",
      "pass may: green | stale, red",
      "fail must: red | excused",
      "fail should: red | excused",
      "fail may: green | excused",
      "not-applicable must: green | green",
      "not-applicable should: green | green",
      "not-applicable may: green | green",
      "untestable must: red | red",
      "untestable should: red | red",
      "untestable may: red | red",
      "harness-error must: red | red",
      "harness-error should: red | red",
      "harness-error may: red | red",
    ]
  `);
});

test('an entry speaks of its check, its scenario and its versions only', () => {
  const others: readonly (readonly [string, Partial<KnownFailure>])[] = [
    ['0.98.0', {}],
    ['0.99.0', {}],
    ['0.99.0', { versions: '*' }],
    ['0.98.0', { check: 'exec/turn' }],
    ['0.98.0', { scenario: 'exec/stateless' }],
  ];
  const found = others.map(([version, change]) => {
    const entry = { ...ENTRY, ...change };
    return withBaseline(result(), version, [entry]).known_failure === entry;
  });
  expect(found).toEqual([true, false, true, false, false]);
});

test('of several entries the one that names the version counts', () => {
  const later = { ...ENTRY, versions: '>=0.99.0', reason: 'Another reason.' };
  expect(withBaseline(result(), '0.100.0', [ENTRY, later])).toEqual({ ...result(), known_failure: later });
});

test('an entry that speaks of nothing is found whatever its versions, with what was meant', () => {
  const judged = { [ENTRY.scenario]: [ENTRY.check, 'exec/exit/code'], 'app-server/turn/sum': ['app-server/turn/ends'] };
  const entries = [
    ENTRY,
    { ...ENTRY, check: 'exec/turn/complete' },
    { ...ENTRY, check: 'no/such' },
    { ...ENTRY, scenario: 'exec/stateles/sum', versions: '0.0.1' },
    { ...ENTRY, scenario: 'app-server/turn/sum' },
    { ...ENTRY, scenario: 'constructor' },
  ];
  expect(unmatchedFailures(entries, judged).map(({ problem, hint }) => `${problem}. ${hint}`)).toMatchInlineSnapshot(`
    [
      "there is no check exec/turn/complete. Did you mean exec/turn/completes?",
      "there is no check no/such. Take it out of the baseline.",
      "there is no scenario exec/stateles/sum. Did you mean exec/stateless/sum?",
      "exec/turn/completes does not judge app-server/turn/sum. Take it out of the baseline.",
      "there is no scenario constructor. Take it out of the baseline.",
    ]
  `);
});
