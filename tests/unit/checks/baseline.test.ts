import { expect, test } from 'vitest';
import { stalePatterns, unmatchedFailures, useOf, withBaseline } from '../../../helpers/checks/baseline.ts';
import {
  isExcused,
  isRed,
  isStale,
  isUnsweptPass,
  type CheckResult,
  type Level,
  type Verdict,
} from '../../../helpers/checks/verdict.ts';
import { LEVELS, VERDICTS } from '../../../helpers/checks/levels.ts';
import type { KnownFailure } from '../../../helpers/inputs/baseline-schema.ts';

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

/** Standing against the baseline, and whether it is red. */
function fate(judged: CheckResult): string {
  const standings = { excused: isExcused(judged), stale: isStale(judged), 'unswept pass': isUnsweptPass(judged) };
  const standing = Object.entries(standings).find(([, is]) => is)?.[0] ?? '';
  return `${standing}${standing !== '' && isRed(judged) ? ', ' : ''}${isRed(judged) ? 'red' : ''}` || 'green';
}

test('an entry with a rate excuses failures and no pass is stale', () => {
  const race = { ...ENTRY, rate: '6 of 11' };
  const fates = (['pass', 'fail'] as const).map((verdict) =>
    fate(withBaseline(result(verdict, 'must'), '0.98.0', [race])),
  );
  expect(fates).toEqual(['green', 'excused']);
});

test('an entry excuses failures and turns passes red', () => {
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

test.for<[string, Partial<KnownFailure>, boolean]>([
  ['0.98.0', {}, true],
  ['0.99.0', {}, false],
  ['0.99.0', { versions: '*' }, true],
  ['0.98.0', { check: 'exec/turn' }, false],
  ['0.98.0', { scenario: 'exec/stateless' }, false],
])('on %s an entry with %o covers the result: %s', ([version, change, covers]) => {
  const entry = { ...ENTRY, ...change };
  expect(withBaseline(result(), version, [entry])).toEqual(covers ? { ...result(), known_failure: entry } : result());
});

test('the first entry that lists the version is used', () => {
  const later = { ...ENTRY, versions: '>=0.99.0', reason: 'Another reason.' };
  expect(withBaseline(result(), '0.100.0', [ENTRY, later])).toEqual({ ...result(), known_failure: later });
});

test.for([
  ['0.97.0', 'stale, red', 'excused'],
  ['0.98.0', 'stale, red', 'excused'],
  ['0.98.1-alpha.1', 'unswept pass', 'excused'],
  ['0.99.0', 'unswept pass', 'excused'],
])('swept on 0.98.0, in %s a pass is %s and a failure %s', ([version, pass, fail]) => {
  const entry = { ...ENTRY, versions: '>=0.96.0', swept: '0.98.0' };
  const fates = (['pass', 'fail'] as const).map((verdict) => fate(withBaseline(result(verdict), version!, [entry])));
  expect(fates).toEqual([pass, fail]);
});

test('an entry that matches nothing is reported with a hint', () => {
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
      "unknown check exec/turn/complete. Did you mean exec/turn/completes?",
      "unknown check no/such. Remove the entry.",
      "unknown scenario exec/stateles/sum. Did you mean exec/stateless/sum?",
      "exec/turn/completes does not judge app-server/turn/sum. Remove the entry.",
      "unknown scenario constructor. Remove the entry.",
    ]
  `);
});

const PATTERN: KnownFailure = { ...ENTRY, scenario: 'exec/stateless/*', versions: '*' };

function on(scenario: string, verdict: Verdict): CheckResult {
  return { ...result(verdict), scenario };
}

const JUDGED = { 'exec/stateless/sum': [ENTRY.check], 'exec/stateless/product': [ENTRY.check], 'exec/stdin/dash': [] };

test('a pattern excuses failures, and no single pass is stale', () => {
  const fates = (['fail', 'pass', 'untestable'] as const).map((verdict) =>
    fate(withBaseline(on('exec/stateless/product', verdict), '0.98.0', [PATTERN])),
  );
  expect(fates).toEqual(['excused', 'green', 'red']);
  expect(withBaseline(on('exec/stdin/dash', 'fail'), '0.98.0', [PATTERN])).not.toHaveProperty('known_failure');
});

test('a pattern is stale if none of its scenarios fails', () => {
  const passes = [on('exec/stateless/sum', 'pass'), on('exec/stateless/product', 'pass')];
  const stale = (results: readonly CheckResult[], entry = PATTERN) =>
    stalePatterns([entry], results, '0.98.0', JUDGED).map(({ problem }) => problem);
  expect(stale(passes)).toEqual(['matches no failure: 2 of 2 scenarios pass']);
  expect([
    stale([passes[0]!, on('exec/stateless/product', 'fail')]),
    stale(passes.slice(1)),
    stale(passes, { ...PATTERN, rate: '1 of 2' }),
    stale(passes, { ...PATTERN, swept: '0.97.0' }),
    stale(passes, { ...PATTERN, versions: '<0.98.0' }),
    stale(passes, ENTRY),
  ]).toEqual([[], [], [], [], [], []]);
});

test.for([
  ['used', ENTRY, 'fail'],
  ['stale', ENTRY, 'pass'],
  ['not judged', ENTRY, 'not-applicable'],
  ['passed', { ...ENTRY, rate: '1 of 2' }, 'pass'],
  ['other versions', { ...ENTRY, versions: '0.1.0' }, 'fail'],
] as const)('%s: the use of %j if the verdict is %s', ([status, entry, verdict]) => {
  expect(useOf(entry, [result(verdict)], '0.98.0', JUDGED).status).toBe(status);
});

test('a pattern without a scenario is reported with a hint', () => {
  const entries = [PATTERN, { ...PATTERN, scenario: 'exec/stateles/*' }, { ...PATTERN, scenario: 'exec/stdin/*' }];
  expect(unmatchedFailures(entries, JUDGED).map(({ problem, hint }) => `${problem}. ${hint}`)).toMatchInlineSnapshot(`
    [
      "unknown scenario exec/stateles/*. Did you mean 'exec/stateless/*'?",
      "exec/turn/completes does not judge exec/stdin/*. Remove the entry.",
    ]
  `);
});
