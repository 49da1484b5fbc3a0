import { messageDone, responseCompleted, sse } from '../../../../helpers/model/events.ts';
import type { ModelExchange, Recording } from '../../../../helpers/recording/recording.ts';
import { LATER, once, wordsOf } from '../../../../helpers/scenarios/app-server/recovery.ts';
import { exchange, process, sample } from './extended-samples.ts';
import { answer, item, notification, request, turn, type Sent } from './wires.ts';

const T = '0199a213-81c0-7800-8aa1-bbab2a035a53';
const FAILURE = 'Status 400.';
const RECOVERED = once('Status 500.');

function asked(number: number, turnId: string, texts: readonly string[], reply: string | number): ModelExchange {
  const usage = { input: 1, cached: 0, output: 1, reasoning: 0 };
  const one = exchange(number, ...texts);
  const body = { ...(one.body as object), prompt_cache_key: T, client_metadata: { turn_id: turnId } };
  if (typeof reply === 'number') return { ...one, body, reply: { status: reply, body: '{}', ended_by: 'end' } };
  const events = [messageDone(`m${turnId}`, reply), responseCompleted(`r${turnId}`, usage)];
  return { ...one, body, reply: { status: 200, body: events.map(sse).join(''), ended_by: 'end' } };
}

function completed(turnId: string, text: string): Sent[] {
  return [
    turn('started', T, turnId),
    item('completed', `m${turnId}`, { text }, { threadId: T, turnId }),
    turn('completed', T, turnId),
  ];
}

function failed(turnId: string): Sent[] {
  const error = { message: 'unexpected status 400' };
  return [
    turn('started', T, turnId),
    notification('error', { threadId: T, turnId, willRetry: true, error: { message: 'Reconnecting: status 400' } }),
    notification('error', { threadId: T, turnId, willRetry: false, error }),
    turn('completed', T, turnId, { status: 'failed', error }),
  ];
}

/** A thread in which one failure goes away and one stays, resumed by a second server. */
export const RECOVERY: Recording = sample(
  'app-server/recovery/refusals',
  [
    process(1, ...failed('1'), ...completed('2', wordsOf(RECOVERED))),
    process(
      2,
      request(2, 'thread/resume', { threadId: T }),
      answer(2, { thread: { id: T } }),
      ...completed('3', wordsOf(LATER)),
    ),
  ],
  {
    model: [
      asked(1, '1', [FAILURE], 400),
      asked(1, '1', [FAILURE], 400),
      asked(1, '2', [FAILURE, RECOVERED], 500),
      asked(1, '2', [FAILURE, RECOVERED], wordsOf(RECOVERED)),
      asked(2, '3', [FAILURE, RECOVERED, LATER], wordsOf(LATER)),
    ],
  },
);
