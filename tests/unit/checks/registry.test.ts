import { expect, test } from 'vitest';
import { pass, type Check } from '../../../helpers/checks/check.ts';
import { CHECKS, checksFor, registered } from '../../../helpers/checks/registry.ts';
import { MODES } from '../../../helpers/recording/mode.ts';

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

test.each(['exec', 'version.0.99', 'exec.flag.', 'exec.flag.Ephemeral'])(
  'no binary can have the capability %j',
  (name) => {
    expect(() => registered([check({ needs: [name] })])).toThrow(
      `exec/stdout/some-clause needs what no capability is: ${JSON.stringify(name)}`,
    );
  },
);

test('each mode has its checks', () => {
  expect(Object.fromEntries(MODES.map((mode) => [mode, checksFor(mode).map(({ id }) => id)]))).toMatchInlineSnapshot(`
    {
      "app_server": [
        "run/process/exits-by-itself",
        "run/process/leaves-no-child",
        "run/network/stays-on-loopback",
        "run/model/requests-well-formed",
        "run/model/asked-in-each-turn",
        "run/model/asked-no-more-than-needed",
        "run/files/workspace-untouched",
        "run/files/repository-untouched",
        "run/files/home-untouched",
        "run/files/tmp-empty",
        "run/output/no-credentials",
        "app-server/wire/valid-messages",
        "app-server/wire/one-answer-per-request",
        "app-server/wire/answer-id-type",
        "app-server/wire/no-error-answers",
        "app-server/handshake/initialize-answered-first",
        "app-server/handshake/user-agent-names-client",
        "app-server/handshake/user-agent-tells-version",
        "app-server/thread/announced-as-answered",
        "app-server/thread/answered-before-announced",
        "app-server/thread/ids-known",
        "app-server/thread/status-follows-turn",
        "app-server/turn/answered-before-started",
        "app-server/turn/starts-as-answered",
        "app-server/turn/one-start-one-end",
        "app-server/turn/nothing-after-end",
        "app-server/turn/items-in-started-turn",
        "app-server/turn/status",
        "app-server/turn/error-iff-failed",
        "app-server/turn/reply-in-completed",
        "app-server/item/started-then-completed",
        "app-server/item/closed-at-turn-end",
        "app-server/item/keeps-type",
        "app-server/item/user-message-before-reply",
        "app-server/item/deltas-while-open",
        "app-server/item/deltas-make-text",
        "app-server/item/command-exit-code",
        "app-server/item/file-change-tells-diff",
        "app-server/usage/totals-never-fall",
        "app-server/usage/first-total-is-last",
        "app-server/usage/parts-fit",
        "app-server/item/user-message-is-prompt",
        "app-server/approval/none-under-never",
        "app-server/thread/session-file",
        "app-server/approval/names-item",
        "app-server/approval/decision-decides",
        "app-server/approval/cancel-interrupts",
        "app-server/interrupt/ends-turn",
        "app-server/error/told-before-failed-turn",
        "app-server/schema/valid-messages",
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
        "run/model/asked-no-more-than-needed",
        "run/files/workspace-untouched",
        "run/files/repository-untouched",
        "run/files/home-untouched",
        "run/files/tmp-empty",
        "run/output/no-credentials",
        "exec/stdout/jsonl-only",
        "exec/stdout/distinct-keys",
        "exec/events/known-shape",
        "exec/events/thread-started-first",
        "exec/events/turn-started-once",
        "exec/events/only-warnings-before-turn",
        "exec/events/terminal-event-last",
        "exec/turn/completes",
        "exec/items/unique-ids",
        "exec/items/sequential-ids",
        "exec/items/started-once",
        "exec/items/updated-while-open",
        "exec/items/one-type",
        "exec/items/completed-by-end-of-turn",
        "exec/items/whole-when-told",
        "exec/items/status-fits-event",
        "exec/items/exit-code-fits-status",
        "exec/usage/not-negative",
        "exec/usage/parts-within-whole",
        "exec/errors/failure-says-why",
        "exec/errors/announced-before-failure",
        "exec/errors/none-in-completed-turn",
        "exec/exit/agrees-with-terminal-event",
        "exec/stderr/quiet-on-success",
        "exec/session/kept-under-thread-id",
        "exec/session/ephemeral-leaves-none",
        "exec/resume/same-thread",
        "exec/resume/history-reaches-model",
        "exec/resume/history-in-order",
        "exec/resume/same-cache-key",
        "turn/reply/exact",
        "turn/thread/id-known-to-model",
      ],
      "exec_stateless": [
        "run/process/exits-by-itself",
        "run/process/leaves-no-child",
        "run/network/stays-on-loopback",
        "run/model/requests-well-formed",
        "run/model/asked-in-each-turn",
        "run/model/asked-no-more-than-needed",
        "run/files/workspace-untouched",
        "run/files/repository-untouched",
        "run/files/home-untouched",
        "run/files/tmp-empty",
        "run/output/no-credentials",
        "exec/stdout/jsonl-only",
        "exec/stdout/distinct-keys",
        "exec/events/known-shape",
        "exec/events/thread-started-first",
        "exec/events/turn-started-once",
        "exec/events/only-warnings-before-turn",
        "exec/events/terminal-event-last",
        "exec/turn/completes",
        "exec/items/unique-ids",
        "exec/items/sequential-ids",
        "exec/items/started-once",
        "exec/items/updated-while-open",
        "exec/items/one-type",
        "exec/items/completed-by-end-of-turn",
        "exec/items/whole-when-told",
        "exec/items/status-fits-event",
        "exec/items/exit-code-fits-status",
        "exec/usage/not-negative",
        "exec/usage/parts-within-whole",
        "exec/errors/failure-says-why",
        "exec/errors/announced-before-failure",
        "exec/errors/none-in-completed-turn",
        "exec/exit/agrees-with-terminal-event",
        "exec/stderr/quiet-on-success",
        "exec/session/kept-under-thread-id",
        "exec/session/ephemeral-leaves-none",
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
