import { replyOfTurn } from '../../app-server/turn.ts';
import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { testedIn } from '../../checks/app-server/authorities.ts';
import { UNSERVED } from '../../checks/app-server/model-inputs.ts';
import { CONFIGURATION } from '../../checks/exec/authorities.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { changeRequestInput, withoutModelRequests } from '../../mutations/model-requests.ts';
import { changeLastProcess } from '../../mutations/recording.ts';
import { changeTurn, changeWireItems, isNotification, removeMessages } from '../../mutations/wire.ts';
import { promptOf } from '../../queries/model-requests.ts';
import { answeredTurns, failureOf, isBrokenOff, type AnsweredTurn } from '../../queries/turn-requests.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { listOf, objectOf } from '../../util/json-object.ts';
import { beside } from '../beside.ts';
import { LATER, once, wordsOf } from './recovery.ts';

/** The longest series of one request with one retry of each kind: two streams, each requested twice. */
const MOST_REQUESTS = 4;

const completesOnRetry: Check = {
  id: 'app-server/recovery/completes-on-retry',
  clause:
    'After one server error or broken stream, with a retry allowed, the turn completes with the exact reply to its second request; a complete reply needs no second one.',
  level: 'must',
  authority: CONFIGURATION,
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    const judged = firstTurns(recording).filter(({ exchanges: [first] }) => failsOnce(first!) || !fails(first!));
    const found = judged.flatMap((turn) => {
      const [first] = turn.exchanges;
      const requests = fails(first!) ? 2 : 1;
      return differencesOf(turn, { requests, text: wordsOf(promptOf(first!)!) });
    });
    return failIfAny(
      found,
      judged.length,
      'turns that completed with the exact reply, with no more requests than needed',
    );
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'gives up at once': changeTurn('turn/completed', { status: 'failed' }),
    'reports half of the reply': changeWireItems('item/completed', 'agentMessage', (item) => ({
      ...item,
      text: String(item['text']).slice(0, 8),
    })),
    'sends the request once more': (recording) => ({
      ...recording,
      model: recording.model.flatMap((exchange) => (exchange.reply.status === 500 ? [exchange, exchange] : [exchange])),
    }),
  }),
};

const givesUp: Check = {
  id: 'app-server/recovery/gives-up',
  clause:
    'A request that always fails is sent no more often than its retries allow, and its turn ends with one final error.',
  level: 'must',
  authority: CONFIGURATION,
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    const judged = firstTurns(recording).filter(({ exchanges }) => exchanges.every(fails));
    const found = judged.flatMap((turn): Evidence[] => {
      const { process, line, id, thread, exchanges } = turn;
      const most = exchanges[0]!.reply.status === 200 ? 2 : MOST_REQUESTS;
      const finals = messagesOf(process).filter(({ from, message }) => {
        if (from === 'client' || message.kind !== 'notification' || message.method !== 'error') return false;
        const params = objectOf(message.params);
        return params['threadId'] === thread && params['turnId'] === id && params['willRetry'] === false;
      }).length;
      const at = (subject: string, expected: string, actual: number): Evidence => ({
        ...onWire(process, line, `turn ${id} (${promptOf(exchanges[0]!)}): ${subject}`),
        expected,
        actual: String(actual),
      });
      return [
        ...(exchanges.length <= most ? [] : [at('requests to the model', `at most ${most}`, exchanges.length)]),
        ...(finals === 1 ? [] : [at('final errors', '1', finals)]),
      ];
    });
    return failIfAny(found, judged.length, 'turns whose model always failed, each with one final error');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'fails in silence': removeMessages(isNotification('error')),
    'reports each failure as final': (recording) => ({
      ...recording,
      processes: recording.processes.map((process) => ({
        ...process,
        wire: process.wire.map((line) => ({
          ...line,
          text: line.text.replace('"willRetry":true', '"willRetry":false'),
        })),
      })),
    }),
    'retries without end': (recording) => ({
      ...recording,
      model: recording.model.flatMap((exchange) =>
        fails(exchange) ? [exchange, exchange, exchange, exchange, exchange] : [exchange],
      ),
    }),
  }),
};

const threadsResumed: Check = {
  id: 'app-server/recovery/threads-resumed',
  clause:
    'A second server resumes a thread with failed turns: the next turn completes, and the model receives the prompt of each turn before it.',
  level: 'must',
  authority: testedIn('v2/thread_resume.rs: thread_resume_returns_rollout_history'),
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    const turns = answeredTurns(recording);
    const before = Map.groupBy(
      turns.filter(({ process }) => process.process === 1),
      ({ thread }) => thread,
    );
    if (before.size === 0) return untestable('the first server ran no turn');
    const found = [...before].flatMap(([thread, earlier]): Evidence[] => {
      const later = turns.find((turn) => turn.process.process === 2 && turn.thread === thread);
      if (later === undefined) return [{ message: `thread ${thread}: not resumed`, file: 'wire.2.jsonl' }];
      const sent = textsOf(later.exchanges[0]!);
      const missing = earlier.map(({ exchanges }) => promptOf(exchanges[0]!)!).filter((one) => !sent.includes(one));
      const line = recording.model.indexOf(later.exchanges[0]!) + 1;
      return [
        ...differencesOf(later, { requests: 1, text: wordsOf(LATER) }),
        ...missing.map((expected) => ({
          message: `thread ${thread}: a prompt of the first server is missing`,
          file: 'model.jsonl',
          line,
          expected,
        })),
      ];
    });
    return failIfAny(found, before.size, 'threads with failed turns, resumed');
  },
  unjudged: () => ({ 'no request': UNSERVED['no request']! }),
  mutants: () => ({
    'refuses to resume': changeLastProcess(() => ({ wire: [] })),
    'forgets a failed turn': changeRequestInput((input) =>
      input.filter((item) => !JSON.stringify(item).includes(once(''))),
    ),
    'fails again': changeTurn('turn/completed', { status: 'failed' }),
  }),
};

const all = [completesOnRetry, givesUp, threadsResumed];

/** Failures of the model that go away, or stay, and the threads afterwards. */
export const recoveryChecks = beside({
  'app-server/recovery/refusals': all,
  'app-server/recovery/endings': all,
});

/** The turns of the first server. */
function firstTurns(recording: Recording): AnsweredTurn[] {
  return answeredTurns(recording).filter(({ process }) => process.process === 1);
}

function fails(exchange: ModelExchange): boolean {
  return failureOf(exchange) !== null;
}

/** Whether a failure occurs once, and is one that the settings for retries are about. */
function failsOnce(first: ModelExchange): boolean {
  if (!promptOf(first)?.startsWith(once(''))) return false;
  return first.reply.status >= 500 || (first.reply.status === 200 && isBrokenOff(first));
}

function differencesOf(
  { process, line, thread, id, turn, exchanges }: AnsweredTurn,
  expected: { readonly requests: number; readonly text: string },
): Evidence[] {
  const at = (subject: string, wanted: string, actual: string): Evidence[] =>
    wanted === actual
      ? []
      : [{ ...onWire(process, line, `turn ${id} (${promptOf(exchanges[0]!)}): ${subject}`), expected: wanted, actual }];
  return [
    ...at('status', 'completed', String(turn['status'])),
    ...at('last message', expected.text, replyOfTurn(process.wire, thread, id)?.text ?? 'no message'),
    ...at('requests to the model', String(expected.requests), String(exchanges.length)),
  ];
}

function textsOf({ body }: ModelExchange): string[] {
  return listOf(objectOf(body)['input']).flatMap((item) =>
    listOf(objectOf(item)['content']).map((part) => String(objectOf(part)['text'])),
  );
}
