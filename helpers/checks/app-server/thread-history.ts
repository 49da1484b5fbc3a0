import { changeLastObject } from '../../mutations/wire-objects.ts';
import { changeServerMessages, isResponseTo } from '../../mutations/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { threadObjects, type WireObject } from '../../queries/wire-objects.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { fieldFault } from './object-agreement.ts';

/** The turns that the history of a thread lists. */
export const threadHistoryChecks: readonly Check[] = [
  {
    id: 'app-server/thread/turns-of-history',
    clause:
      'thread/resume, thread/fork and thread/read with includeTurns list each turn that was started in the thread, by its id and in order; other messages list none.',
    level: 'must',
    assumes: ['threads'],
    authority: {
      kind: 'schema',
      reference: 'Thread.turns: "Only populated on thread/resume, thread/fork, and thread/read"',
    },
    language: 'app-server',
    judge(recording) {
      const judged = threadObjects(recording).flatMap((thread): Evidence[][] => {
        const expected = expectedTurns(recording, thread);
        if (expected === undefined || !('turns' in thread.value)) return [];
        const actual = listIn(thread.value, 'turns').map((turn) => textIn(objectOf(turn), 'id'));
        // Up to 0.104 the ids of a history are others than those of its turns.
        const isOld = [...expected, ...actual].some((turn) => turn !== null && turn.length < 36);
        const isEqual = isOld ? actual.length === expected.length : actual.join(' ') === expected.join(' ');
        return [isEqual ? [] : [fieldFault(thread, 'turns', { expected, actual })]];
      });
      return failIfAny(judged.flat(), judged.length, 'threads with the turns that were started in them');
    },
    mutants: () => ({
      'lists another turn': inLast((turns) => [...turns, { id: 'another', items: [], status: 'completed' }]),
      'lists each turn twice': inLast((turns) => (turns.length === 0 ? [{ id: '?' }] : [...turns, ...turns])),
    }),
  },
  {
    id: 'app-server/history/lists-turns',
    effects: ['thread/turns/list'],
    clause: 'thread/turns/list lists each turn that was started in the thread once.',
    level: 'must',
    assumes: ['has-turn', 'listed-threads'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const judged = recording.processes.flatMap((process) => pagesIn(recording, process));
      return failIfAny(judged.flat(), judged.length, 'lists with the turns that were started in their thread');
    },
    mutants: () => ({
      'lists no turn': changePages(() => []),
      'lists each turn twice': changePages((turns) => [...turns, ...turns]),
      'lists a turn of another thread': changePages((turns) => turns.map((turn) => ({ ...objectOf(turn), id: '?' }))),
    }),
  },
];

const DERIVING: ReadonlySet<string> = new Set(['thread/resume', 'thread/fork']);

/** The ids of the turns that a thread lists; undefined where that is not known. */
function expectedTurns(
  recording: Recording,
  thread: WireObject & { readonly id: string },
): readonly string[] | undefined {
  const { process, line, method } = thread;
  const asked = objectOf(messagesOf(process)[line - 1]?.answers?.params);
  if (method === 'thread/rollback') return undefined;
  const isListed = DERIVING.has(method)
    ? asked['excludeTurns'] !== true
    : method === 'thread/read' && asked['includeTurns'] === true;
  if (!isListed) return [];
  const id = textIn(asked, 'threadId');
  return id === null ? undefined : startedTurns(recording, id, thread);
}

/** The ids of the turns that were started in a thread before a line; undefined where some were taken back or are a review. */
function startedTurns(
  recording: Recording,
  id: string,
  { process, line }: { readonly process: ProcessRecord; readonly line: number },
): readonly string[] | undefined {
  const turns: string[] = [];
  for (const one of recording.processes) {
    for (const { line: at, message, answers } of messagesOf(one)) {
      if (one.process > process.process || (one === process && at >= line)) break;
      const body = objectOf(message.kind === 'notification' ? message.params : undefined);
      if (message.kind === 'response' && /^(?:thread\/rollback|review\/start)$/.test(answers?.method ?? ''))
        return undefined;
      if (message.kind !== 'notification' || message.method !== 'turn/started' || body['threadId'] !== id) continue;
      const turn = textIn(objectIn(body, 'turn'), 'id');
      if (turn !== null) turns.push(turn);
    }
  }
  return turns;
}

/** The violations of each whole list of turns. */
function pagesIn(recording: Recording, process: ProcessRecord): Evidence[][] {
  return messagesOf(process).flatMap(({ line, message, answers }): Evidence[][] => {
    if (message.kind !== 'response' || answers?.method !== 'thread/turns/list') return [];
    const [result, asked] = [objectOf(message.result), objectOf(answers.params)];
    const id = textIn(asked, 'threadId');
    const started = id === null ? undefined : startedTurns(recording, id, { process, line });
    if (started === undefined || 'cursor' in asked || (result['nextCursor'] ?? null) !== null) return [];
    const actual = listIn(result, 'data')
      .map((turn) => String(objectOf(turn)['id']))
      .toSorted();
    const expected = started.toSorted();
    if (expected.join(' ') === actual.join(' ')) return [[]];
    const texts = { expected: expected.join(', ') || 'none', actual: actual.join(', ') || 'none' };
    return [[{ ...onWire(process, line, `thread/turns/list of ${id}: the turns listed`), ...texts }]];
  });
}

function changePages(change: (turns: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeServerMessages(isResponseTo('thread/turns/list'), (message) => {
    const result = objectOf(message['result']);
    return [{ ...message, result: { ...result, data: change(listIn(result, 'data')) } }];
  });
}

function inLast(change: (turns: readonly unknown[]) => readonly unknown[]): ReturnType<typeof changeLastObject> {
  return changeLastObject(
    (recording) =>
      threadObjects(recording).filter(({ value, method }) => 'turns' in value && method !== 'thread/rollback'),
    (thread) => ({ ...thread, turns: change(listIn(thread, 'turns')) }),
  );
}
