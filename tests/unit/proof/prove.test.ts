import { expect, test } from 'vitest';
import { failIfAny, pass, notApplicable, type Check, type CheckOutcome } from '../../../helpers/checks/check.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { BENIGN } from '../../../helpers/proof/benign.ts';
import { prove, type Proof } from '../../../helpers/proof/prove.ts';
import type { Mutation, Mutations } from '../../../helpers/mutations/mutation.ts';
import { changeEachProcess } from '../../../helpers/mutations/recording.ts';
import { redundantChecks } from '../../../helpers/proof/redundancy.ts';
import { mutantReport } from '../../../helpers/proof/report.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { SAMPLES } from '../checks/samples.ts';
import { FAILURES, FEW_RECORDINGS } from './recordings.ts';

const SAMPLE = SAMPLES.find(({ mode }) => mode === 'exec_stateless')!;

const failsTurn: Mutation = changeEachProcess(() => ({ exit_code: 1 }));
const dies: Mutation = changeEachProcess(() => ({ exit_code: null }));
const says: Mutation = changeEachProcess(() => ({ stderr: 'words' }));
const same: Mutation = (recording) => ({ ...recording });

function check(id: string, judge: Check['judge'], mutants: Mutations = { 'fails its turn': failsTurn, dies }): Check {
  return {
    id,
    clause: 'All is well.',
    level: 'must',
    authority: { kind: 'documented', reference: 'a page' },
    language: 'exec',
    judge,
    mutants: () => mutants,
  };
}

/** A check that looks at nothing but the exit codes. */
const exitCode = check('exit/code', ({ processes }) =>
  failIfAny(
    processes.filter(({ exit_code }) => exit_code !== 0).map(() => ({ message: 'not 0' })),
    processes.length,
    'exit codes, all 0',
  ),
);

function breaks(): never {
  throw new Error('it broke');
}

/** One sound check, changed. */
function proofOf(change: Partial<Proof> = {}): Proof {
  return {
    checks: [exitCode],
    benign: [{ change: 'words on stderr', mutate: says }],
    good: [SAMPLE],
    ...change,
  };
}

function problemsOf(change: Partial<Proof>): readonly string[] {
  return prove(proofOf(change)).problems.map(({ kind, message }) => `${kind}: ${message}`);
}

/** Problems where the one check does this instead. */
function problemsWith(judge: (recording: Recording) => CheckOutcome): readonly string[] {
  return problemsOf({ checks: [check('exit/code', judge)] });
}

test('proves a check that notices its mutants only', () => {
  expect(prove(proofOf())).toEqual({
    results: [
      { check: 'exit/code', mutant: 'fails its turn', recordings: 1, kills: 1 },
      { check: 'exit/code', mutant: 'dies', recordings: 1, kills: 1 },
    ],
    falseAlarms: 0,
    problems: [],
  });
});

test('a check that always passes kills nothing', () => {
  expect(problemsWith(() => pass(1, 'seen'))).toEqual([
    'survives: exit/code: fails its turn in exec/stateless/sum of 0.98.0: pass',
    'survives: exit/code: dies in exec/stateless/sum of 0.98.0: pass',
  ]);
});

test('reports a check that always fails', () => {
  expect(problemsWith(() => failIfAny([{ message: 'no' }], 1, 'exit codes'))).toEqual([
    'passes nowhere: exit/code',
    'red on a good recording: exit/code: fail in exec/stateless/sum of 0.98.0',
    'vacuous recording: no check passes on exec/stateless/sum of 0.98.0',
  ]);
});

test('reports checks and recordings without a pass', () => {
  expect(problemsWith(() => notApplicable('no items'))).toEqual([
    'passes nowhere: exit/code',
    'vacuous recording: no check passes on exec/stateless/sum of 0.98.0',
  ]);
});

test('a recording that holds nothing is vacuous', () => {
  const empty = { ...SAMPLE, scenario: 'exec/empty', harness_errors: ['the disk is full'] };
  expect(problemsOf({ good: [SAMPLE, empty] })).toEqual([
    'red on a good recording: exit/code: harness-error in exec/empty of 0.98.0',
    'vacuous recording: no check passes on exec/empty of 0.98.0',
  ]);
});

/** Problems where the one check passes on a good exit code and otherwise does this. */
function problemsUnlessGood(otherwise: () => CheckOutcome): readonly string[] {
  return problemsWith((recording) => (recording.processes[0]!.exit_code === 0 ? pass(1, 'seen') : otherwise()));
}

test('a check that gives up, or breaks, kills nothing', () => {
  const givesUp = problemsUnlessGood(() => ({ verdict: 'untestable', reason: 'no exit' }));
  expect([...givesUp, ...problemsUnlessGood(breaks)]).toEqual([
    'survives: exit/code: fails its turn in exec/stateless/sum of 0.98.0: untestable',
    'survives: exit/code: dies in exec/stateless/sum of 0.98.0: untestable',
    'kills by a fault of the suite: exit/code: fails its turn in exec/stateless/sum of 0.98.0: The check itself failed: it broke',
    'kills by a fault of the suite: exit/code: dies in exec/stateless/sum of 0.98.0: The check itself failed: it broke',
  ]);
});

test('reports changes that change nothing or throw', () => {
  expect(
    problemsOf({
      checks: [{ ...exitCode, mutants: () => ({ idle: same, broken: breaks }) }],
      benign: [
        { change: 'none', mutate: same },
        { change: 'a broken one', mutate: breaks },
      ],
    }),
  ).toEqual([
    'changes nothing: exit/code: idle in exec/stateless/sum of 0.98.0',
    'mutation fails: exit/code: broken in exec/stateless/sum of 0.98.0: it broke',
    'changes nothing: none',
    'mutation fails: a broken one in exec/stateless/sum of 0.98.0: it broke',
  ]);
});

test('a check that fails with a benign change gives a false alarm', () => {
  const quiet = check('exit/code', (recording) =>
    recording.processes[0]!.stderr === '' ? exitCode.judge(recording) : failIfAny([{ message: 'words' }], 1, 'texts'),
  );
  const { falseAlarms, problems } = prove(proofOf({ checks: [quiet] }));
  expect({ falseAlarms, problems }).toEqual({
    falseAlarms: 1,
    problems: [
      {
        kind: 'false alarm',
        message: 'exit/code: pass, fail with words on stderr in exec/stateless/sum of 0.98.0',
      },
    ],
  });
});

test('a check needs two mutants', () => {
  expect(problemsOf({ checks: [{ ...exitCode, mutants: () => ({ dies }) }] })).toEqual([
    'too few mutants: exit/code: 1 of 2',
  ]);
});

test('a check that passes where nothing is left to judge is found', () => {
  expect(problemsOf({ checks: [{ ...exitCode, unjudged: () => ({ 'words on stderr': says }) }] })).toEqual([
    'judges nothing: exit/code: words on stderr in exec/stateless/sum of 0.98.0: pass',
  ]);
});

test('a recording of a failure is no problem of a check', () => {
  const failed = changeEachProcess(() => ({ exit_code: 1, stderr: 'why' }))({ ...SAMPLE, scenario: 'exec/failed' });
  const tellsWhy = check(
    'stderr/why',
    ({ processes }) =>
      processes.every(({ exit_code }) => exit_code === 0)
        ? notApplicable('nothing failed')
        : failIfAny(
            processes.filter(({ stderr }) => stderr === '').map(() => ({ message: 'silent' })),
            processes.length,
            'failures, all with a reason',
          ),
    {
      'says nothing': changeEachProcess(() => ({ stderr: '' })),
      'says nothing and dies': changeEachProcess(() => ({ stderr: '', exit_code: null })),
    },
  );
  const proof = proofOf({ checks: [exitCode, tellsWhy], others: [failed] });
  const { results, problems } = prove(proof);
  expect({ kills: results.map(({ recordings, kills }) => [recordings, kills]), problems }).toEqual({
    kills: [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ],
    problems: [],
  });
});

test('finds a check that only fails with another one', () => {
  const killed = check(
    'exit/killed',
    ({ processes }) =>
      failIfAny(
        processes.filter(({ exit_code }) => exit_code === null).map(() => ({ message: 'killed' })),
        processes.length,
        'processes, none killed',
      ),
    { dies },
  );
  const proof = proofOf({ checks: [exitCode, killed, check('exit/blind', () => pass(1, 'seen'), {})] });
  expect(redundantChecks(proof)).toEqual([{ check: 'exit/killed', by: 'exit/code' }]);
  expect(redundantChecks(proofOf())).toEqual([]);
});

test('the report lists mutants, problems and counts', () => {
  const blind = check('exit/blind', () => pass(1, 'seen'), {});
  const unsound = mutantReport(proofOf({ checks: [exitCode, blind] }));
  const twin = { ...exitCode, id: 'exit/twin', mutants: () => ({ dies, fails: failsTurn }) };
  expect([mutantReport(proofOf({ checks: [exitCode, twin] })), unsound]).toMatchInlineSnapshot(`
    [
      {
        "sound": true,
        "text": "exit/code
        1/1  fails its turn
        1/1  dies
    exit/twin
        1/1  dies
        1/1  fails
    ! exit/code fails only where exit/twin fails, too
    ! exit/twin fails only where exit/code fails, too
    2 checks, 4 mutants, 4 killed, 1 benign changes, 0 false alarms
    ",
      },
      {
        "sound": false,
        "text": "exit/code
        1/1  fails its turn
        1/1  dies
    exit/blind
    ✗ too few mutants: exit/blind: 0 of 2
    2 checks, 2 mutants, 2 killed, 1 benign changes, 0 false alarms
    ",
      },
    ]
  `);
});

test('the checks of the suite are proven on a few recordings', () => {
  expect(prove({ checks: CHECKS, benign: BENIGN, good: FEW_RECORDINGS, others: FAILURES }).problems).toEqual([]);
});
