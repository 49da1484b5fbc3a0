import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { changeInputTexts, changeModelRequests, promptCacheKey } from '../../../helpers/mutations/model-requests.ts';
import { inSequence, type Mutation } from '../../../helpers/mutations/mutation.ts';
import { changeExpectedTurns, changeLastCharacter, replacePrinted } from '../../../helpers/mutations/recording.ts';
import { changeEvents } from '../../../helpers/mutations/stdout.ts';
import { changeNotifications } from '../../../helpers/mutations/wire.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { APP_SERVER, EXEC_PERSISTENT, EXEC_STATELESS, replied } from './samples.ts';

const EXACT = CHECKS.find(({ id }) => id === 'turn/reply/exact')!;
const KNOWN = CHECKS.find(({ id }) => id === 'turn/thread/id-known-to-model')!;

test('an exact reply is told with the line that holds it', () => {
  expect([EXEC_PERSISTENT, APP_SERVER].map((recording) => judge(EXACT, recording).evidence)).toEqual([
    [
      { message: 'turn 1: the reply is exact', file: 'stdout.jsonl', line: 3 },
      { message: 'turn 2: the reply is exact', file: 'stdout.2.jsonl', line: 3 },
    ],
    [{ message: 'turn 1: the reply is exact', file: 'wire.jsonl', line: 17 }],
  ]);
});

test('a reply of a process that was not recorded did not come', () => {
  const processes = EXEC_PERSISTENT.processes.slice(0, 1);
  expect(judge(EXACT, { ...EXEC_PERSISTENT, processes }).evidence).toMatchObject([{ message: 'turn 2: no reply' }]);
});

const STATELESS = changeModelRequests((exchange) => [{ ...exchange, reply: replied('42') }])(EXEC_STATELESS);

/** A case that expects another reply than the model of the recording gives. */
const otherExpected = changeExpectedTurns((turns) =>
  turns.map((turn) => ({ ...turn, expected_reply: 'something else' })),
);

test.each([STATELESS, EXEC_PERSISTENT, APP_SERVER])(
  'a reply of the model is no fault of codex in $scenario',
  (recording) => {
    const { verdict, reason, evidence } = judge(EXACT, otherExpected(recording));
    expect([verdict, reason]).toEqual([
      'untestable',
      expect.stringMatching(/^the reply of the model differs .* see docs\/cases\.md$/),
    ]);
    expect(evidence).toEqual(
      recording.expected.turns.map(({ turn, expected_reply }) => ({
        message: `turn ${turn}: another reply of the model`,
        file: 'model.jsonl',
        line: expect.any(Number),
        expected: 'something else',
        actual: expected_reply,
      })),
    );
  },
);

function live(recording: Recording): Recording {
  return { ...recording, model_source: 'live', model: [] };
}

const isPrompt = (text: string): boolean => text === EXEC_PERSISTENT.expected.turns.at(-1)!.prompt;
const isEarlier = (text: string): boolean => text === EXEC_PERSISTENT.expected.turns[0]!.prompt;

test.each<[string, Mutation]>([
  [
    'alters the reply',
    changeEvents('item.completed', (event) => [JSON.parse(JSON.stringify(event).replaceAll('"text":"', '"text":"_'))]),
  ],
  ['prints no reply', changeEvents('item.completed', () => [])],
  ['alters the prompt', changeInputTexts(isPrompt, (text) => `${text}_`)],
  ['loses the turn before', changeInputTexts(isEarlier, () => undefined)],
  ['sends no request', changeModelRequests(() => [])],
])('a codex that %s fails although the model differs', (_, change) => {
  expect(judge(EXACT, change(otherExpected(EXEC_PERSISTENT))).verdict).toBe('fail');
});

test('a reply in a live run counts as that of the model', () => {
  const judged = [EXEC_STATELESS, APP_SERVER].map((one) => judge(EXACT, otherExpected(live(one))));
  expect(judged.map(({ verdict }) => verdict)).toEqual(['untestable', 'untestable']);
  expect(judged[0]).toMatchObject({
    reason: expect.stringContaining('the live model'),
    evidence: [{ file: 'stdout.jsonl' }],
  });
});

test.each<[string, Mutation]>([
  [
    'a reply that differs from its deltas',
    replacePrinted(
      () => '"text":"192"',
      () => '"text":"193"',
    ),
  ],
  ['no reply', changeNotifications('item/completed', () => [])],
])('a live run with %s fails', (_, change) => {
  expect(judge(EXACT, live(change(APP_SERVER))).verdict).toBe('fail');
});

test('a process without ids hides no wrong id of another', () => {
  const [first, ...rest] = EXEC_PERSISTENT.model;
  const silentSecond = changeModelRequests((exchange) => [{ ...exchange, headers: [], body: null }]);
  const wrongFirst = { ...first!, headers: [['session_id', 'another']] as const };
  const { verdict, evidence } = judge(KNOWN, silentSecond({ ...EXEC_PERSISTENT, model: [wrongFirst, ...rest] }));
  expect([verdict, evidence.map(({ actual }) => actual)]).toEqual(['fail', ['another']]);
});

test('a process is held to the thread that it printed itself', () => {
  const id = changeLastCharacter(promptCacheKey(EXEC_PERSISTENT));
  const elsewhere = inSequence(
    changeEvents('thread.started', (event) => [{ ...event, thread_id: id }]),
    changeModelRequests((exchange) => [
      { ...exchange, headers: [['session_id', id]], body: { ...(exchange.body as object), prompt_cache_key: id } },
    ]),
  );
  expect(judge(KNOWN, elsewhere(EXEC_PERSISTENT)).verdict).toBe('pass');
});
