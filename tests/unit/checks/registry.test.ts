import { expect, test } from 'vitest';
import { pass, type Check } from '../../../helpers/checks/check.ts';
import { CHECKS, checksFor, registered } from '../../../helpers/checks/registry.ts';
import { MODES } from '../../../helpers/recording/recording.ts';

function check(change: Partial<Check>): Check {
  return {
    id: 'exec/stdout/some-clause',
    clause: 'All is well.',
    level: 'must',
    authority: { kind: 'documented', reference: 'a page' },
    modes: ['exec_stateless'],
    judge: () => pass('seen'),
    ...change,
  };
}

test('sound checks are registered in their order', () => {
  const checks = [
    check({}),
    check({ id: 'exec/other' }),
    check({ id: 'a-1/b-2/c', level: 'should', authority: { kind: 'observed', reference: 'r' } }),
  ];
  expect(registered(checks)).toEqual(checks);
});

test.each(['', 'exec', 'Exec/stdout', 'exec/', '/exec', 'exec//x', 'exec/a_b', 'exec/a b', 'exec/ä'])(
  'the id %j is malformed',
  (id) => {
    expect(() => registered([check({ id })])).toThrow(`The id of a check is malformed: ${JSON.stringify(id)}`);
  },
);

test('an id is there once only', () => {
  expect(() => registered([check({}), check({ id: 'a/b' }), check({})])).toThrow(
    'Two checks have the id exec/stdout/some-clause',
  );
});

test('a must rests on more than observation', () => {
  const observed = check({ authority: { kind: 'observed', reference: 'r' } });
  expect(() => registered([observed])).toThrow('exec/stdout/some-clause is a must but rests on observation alone');
});

test('each mode has its checks', () => {
  expect(Object.fromEntries(MODES.map((mode) => [mode, checksFor(mode).map(({ id }) => id)]))).toMatchInlineSnapshot(`
    {
      "app_server": [
        "run/process/exits-by-itself",
        "run/process/leaves-no-child",
        "run/network/stays-on-loopback",
        "run/model/requests-well-formed",
        "run/model/asked-in-each-turn",
        "app-server/wire/valid-messages",
        "app-server/wire/one-answer-per-request",
        "app-server/wire/no-error-answers",
        "app-server/thread/announced-as-answered",
        "app-server/turn/completes",
        "app-server/exit/clean-after-eof",
        "turn/reply/exact",
        "turn/thread/id-known-to-model",
      ],
      "exec_persistent": [
        "run/process/exits-by-itself",
        "run/process/leaves-no-child",
        "run/network/stays-on-loopback",
        "run/model/requests-well-formed",
        "run/model/asked-in-each-turn",
        "exec/stdout/jsonl-only",
        "exec/events/known-shape",
        "exec/events/thread-started-first",
        "exec/events/terminal-event-last",
        "exec/exit/agrees-with-terminal-event",
        "exec/turn/completes",
        "exec/resume/same-thread",
        "exec/resume/history-reaches-model",
        "turn/reply/exact",
        "turn/thread/id-known-to-model",
      ],
      "exec_stateless": [
        "run/process/exits-by-itself",
        "run/process/leaves-no-child",
        "run/network/stays-on-loopback",
        "run/model/requests-well-formed",
        "run/model/asked-in-each-turn",
        "exec/stdout/jsonl-only",
        "exec/events/known-shape",
        "exec/events/thread-started-first",
        "exec/events/terminal-event-last",
        "exec/exit/agrees-with-terminal-event",
        "exec/turn/completes",
        "turn/reply/exact",
        "turn/thread/id-known-to-model",
      ],
    }
  `);
});

test('each check says in one sentence what must hold, and on what that rests', () => {
  const vague = CHECKS.filter(
    ({ clause, authority, modes }) => !clause.endsWith('.') || authority.reference === '' || modes.length === 0,
  );
  expect(vague.map(({ id }) => id)).toEqual([]);
});
