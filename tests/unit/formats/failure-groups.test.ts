import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { isRed, type CheckResult, type Evidence } from '../../../helpers/checks/verdict.ts';
import { failuresIn, groupFailures, type FailureGroup } from '../../../helpers/formats/failure-groups.ts';
import { groupNotes, groupTitle } from '../../../helpers/formats/group-text.ts';
import { changeEvents } from '../../../helpers/mutations/stdout.ts';
import { CHECKS, checksOf } from '../../../helpers/scenarios/catalog.ts';
import { RECORDINGS } from '../proof/recordings.ts';
import { check, KNOWN } from '../reporters/run-fixture.ts';

const FRAME = 'exec/events/frame-of-each-asker';
const LAST = 'exec/events/terminal-event-last';
const EXIT = 'exec/exit/agrees-with-terminal-event';
const NO_END = { expected: 'turn.completed', actual: 'no end of the turn' };

function red(id: string, scenario: string, ...evidence: readonly Evidence[]): CheckResult {
  return check({ id, scenario, verdict: 'fail', evidence });
}

function untestable(id: string, scenario: string, reason: string): CheckResult {
  return check({ id, scenario, verdict: 'untestable', reason });
}

function differs(scenario: string, expected: string, actual: string): CheckResult {
  return red('a', scenario, { message: 'differs', expected, actual });
}

/** The groups as text, their consequences indented. */
function told(groups: readonly FailureGroup[]): readonly string[] {
  return groups.flatMap((group) => [line(group), ...group.consequences.map((one) => `  ${line(one)}`)]);
}

function line(group: FailureGroup): string {
  const { name, text } = groupTitle(group);
  return `${name} ${text}: ${group.scenarios.join(' ')}`;
}

test('groups failures of a check by what was seen', () => {
  const groups = groupFailures([
    red('a', 's1', { message: 'process 1: line 4 is late' }),
    red('a', 's2', { message: 'process 2: line 17 is late' }),
    red('a', 's3', { message: 'process 1: no line' }),
    red('b', 's1', { message: 'process 1: line 4 is late' }),
    check({ id: 'a', scenario: 's4' }),
  ]);
  expect(told(groups)).toMatchInlineSnapshot(`
    [
      "a must: fails in 2 scenarios: s1 s2",
      "a must: fails in 1 scenario: s3",
      "b must: fails in 1 scenario: s1",
    ]
  `);
});

test('values that recur are faults of their own', () => {
  const recurring = [1, 2, 3].flatMap((n) => [
    differs(`s${n}`, `${n} start`, `${n} stop`),
    differs(`t${n}`, 'end', ''),
  ]);
  expect(groupFailures(recurring).map(({ scenarios }) => scenarios)).toEqual([
    ['s1', 's2', 's3'],
    ['t1', 't2', 't3'],
  ]);
  const alike = ['one', 'two', 'three'].map((text) => differs(text, text, `${text}!`));
  const varied = ['one', 'two', 'three'].map((text, index) => differs(text, text, `${index}`));
  expect([groupFailures(alike).length, groupFailures(varied).length]).toEqual([1, 1]);
});

test('the worst group comes first', () => {
  const groups = groupFailures([
    { ...red('should', 's1'), level: 'should' },
    { ...red('should', 's2'), level: 'should' },
    { ...red('may', 's1'), level: 'may' },
    untestable('untestable', 's3', 'no lines'),
    red('one', 's1'),
    red('two', 's1'),
    red('two', 's2'),
    check({ id: 'stale', known_failure: KNOWN }),
  ]);
  expect(groups.map(({ checks: [id] }) => id)).toEqual(['two', 'one', 'untestable', 'stale', 'should']);
});

test('a missing end of the turn explains what assumes one', () => {
  const groups = groupFailures([
    red(FRAME, 's1', { message: 'process 1: differs', file: 'stdout.jsonl', ...NO_END }),
    red(LAST, 's1', { message: 'the stream ends before the turn', file: 'stdout.jsonl', line: 4 }),
    red(EXIT, 's1', { message: 'process 1: exit code 0', file: 'run.json' }),
    untestable(EXIT, 's2', 'no exit code'),
  ]);
  expect(told(groups)).toMatchInlineSnapshot(`
    [
      "exec/events/frame-of-each-asker must: fails in 1 scenario, 3 failures in all: s1",
      "  exec/events/terminal-event-last must: fails in 1 scenario: s1",
      "  exec/exit/agrees-with-terminal-event must: fails in 1 scenario: s1",
      "exec/exit/agrees-with-terminal-event must: untestable in 1 scenario: s2",
    ]
  `);
});

test('another process, line or fault explains nothing', () => {
  const frame = (file: string, actual = NO_END.actual) =>
    red(FRAME, 's1', { message: 'differs', file, ...NO_END, actual });
  const pairs = {
    'another process': [frame('stdout.2.jsonl'), red(EXIT, 's1', { message: 'process 1: exit code 0' })],
    'another line': [frame('stdout.jsonl'), red(EXIT, 's1', { message: 'exit code 0', file: 'stdout.jsonl', line: 2 })],
    'another fault': [frame('stdout.jsonl', '2 turn.started'), red(EXIT, 's1', { message: 'process 1: exit code 0' })],
    'no assumption': [frame('stdout.jsonl'), red('turn/reply/exact', 's1', { message: 'turn 1: no reply' })],
  };
  const counts = Object.entries(pairs).map(([name, results]) => [name, groupFailures(results).length]);
  expect(Object.fromEntries(counts)).toEqual({
    'another process': 2,
    'another line': 2,
    'another fault': 2,
    'no assumption': 2,
  });
});

test('untestable checks of a scenario are one group', () => {
  const groups = groupFailures([
    untestable('a', 's1', 'process 1: nothing on stdout'),
    untestable('b', 's1', 'no lines'),
    untestable('a', 's2', 'process 2: nothing on stdout'),
    untestable('a', 's3', 'no messages'),
  ]);
  expect(groups.map(({ checks, scenarios }) => [checks, scenarios])).toEqual([
    [
      ['a', 'b'],
      ['s1', 's2'],
    ],
    [['a'], ['s3']],
  ]);
});

test('two faults of real recordings give two groups', () => {
  const results = RECORDINGS.filter(({ mode }) => mode !== 'app_server').flatMap((recording) => {
    const silent = changeEvents('turn.completed', () => [])(recording);
    const both = changeEvents('thread.started', (event) => [event, event])(silent);
    return checksOf(both).map((one) => judge(one, both));
  });
  const groups = groupFailures(results);
  expect(groups.map(({ checks: [id] }) => id)).toContain('exec/events/thread-started-first');
  expect(groups.flatMap(({ consequences }) => consequences.flatMap(({ checks }) => checks))).toContain(EXIT);
  expect(groups.reduce((sum, group) => sum + failuresIn(group), 0)).toBe(results.filter(isRed).length);
  expect(groupNotes(groups).size).toBe(results.filter(isRed).length);
});

test.for(CHECKS.filter(({ denies }) => denies !== undefined))('$id denies its precondition after a mutant', (one) => {
  const texts = RECORDINGS.flatMap((recording) =>
    Object.values(one.mutants()).flatMap((mutate) => {
      const mutated = mutate(recording);
      return checksOf(mutated).includes(one) ? judge(one, mutated).evidence : [];
    }),
  ).map(({ message, actual }) => `${message} ${actual ?? ''}`);
  expect(Object.values(one.denies!).filter((text) => !texts.some((found) => found.includes(text)))).toEqual([]);
});
