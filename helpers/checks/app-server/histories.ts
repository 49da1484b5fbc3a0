import { isDeepStrictEqual } from 'node:util';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, changeServerMessages } from '../../mutations/wire.ts';
import { onWire } from '../../queries/wire-messages.ts';
import { turnObjects } from '../../queries/wire-objects.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn } from './fields.ts';
import { itemStatements, listedTurns } from './item-statements.ts';

/** Checks of the turns in histories that a server reports. */
export const historyChecks: readonly Check[] = [
  {
    id: 'app-server/history/as-streamed',
    effects: ['thread/read'],
    clause: 'A turn in a history has the messages of the user and of the agent that were streamed, in their order.',
    level: 'must',
    assumes: ['has-turn', 'known-history'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const ended = new Set(
        turnObjects(recording).flatMap(({ method, id }) => (method === 'turn/completed' ? [id] : [])),
      );
      const streamed = itemStatements(recording).filter(({ streamed, stage }) => streamed && stage === 'final');
      let compared = 0;
      const found = recording.processes.flatMap((process) =>
        listedTurns(process).flatMap(({ line, method, turn, content }): Evidence[] => {
          const own = streamed.filter((one) => one.turn === turn);
          if (!isWhole(method, content) || !ended.has(turn)) return [];
          compared += 1;
          const [expected, actual] = [messagesIn(own.map(({ item }) => item)), messagesIn(listIn(content, 'items'))];
          if (isDeepStrictEqual(expected, actual)) return [];
          return [
            {
              ...onWire(process, line, `${method}: messages of turn ${turn} differ from the streamed ones`),
              expected: JSON.stringify(expected),
              actual: JSON.stringify(actual),
            },
          ];
        }),
      );
      return failIfAny(found, compared, 'turns of the past, as they were streamed');
    },
    mutants: () => ({
      'returns a blank history': changeHistory(() => []),
      'returns a history without the reply': changeHistory((items) => items.slice(0, -1)),
      'returns a history in another order': changeHistory((items) => items.toReversed()),
      'returns a history with another reply': changeHistory((items) => [
        ...items.slice(0, -1),
        { ...items.at(-1), text: '?' },
      ]),
    }),
  },
  {
    id: 'app-server/turn/lists-streamed-items',
    clause: 'Each message of the agent that turn/completed lists was completed in that turn, under its id.',
    level: 'must',
    assumes: ['has-turn', 'turn-ends', 'agent-messages'],
    authority: README,
    language: 'app-server',
    judge(recording) {
      const statements = itemStatements(recording);
      const completed = new Set(
        statements
          .filter(({ streamed, stage }) => streamed && stage === 'final')
          .map(({ turn, id }) => nameIn(turn, id)),
      );
      const listed = statements.filter(({ method, type }) => method === 'turn/completed' && type === 'agentMessage');
      const found = listed
        .filter(({ turn, id }) => !completed.has(nameIn(turn, id)))
        .map(({ process, line, id }) => onWire(process, line, `turn/completed lists ${id}, which was not completed`));
      return failIfAny(found, listed.length, 'messages of the agent in turn/completed, all completed before');
    },
    mutants: () => ({
      'lists the reply under another id': changeCompleted((item) => ({ ...item, id: 'x' })),
      'lists the reply of another turn': changeNotifications('turn/completed', (params) => {
        const turn = objectOf(params['turn']);
        return [{ ...params, turn: { ...turn, items: [...listIn(turn, 'items'), { type: 'agentMessage', id: 'y' }] } }];
      }),
    }),
  },
];

function nameIn(turn: string | null, id: string): string {
  return JSON.stringify([turn, id]);
}

function changeCompleted(change: (item: JsonObject) => JsonObject): Mutation {
  return changeNotifications('turn/completed', (params) => {
    const turn = objectOf(params['turn']);
    return [{ ...params, turn: { ...turn, items: listIn(turn, 'items').map((item) => change(objectOf(item))) } }];
  });
}

/** Changes the items of each turn in the responses of the server. */
function changeHistory(change: (items: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeServerMessages(
    ({ result }) => objectOf(objectOf(result)['thread'])['turns'] !== undefined,
    (message) => {
      const result = objectOf(message['result']);
      const thread = objectOf(result['thread']);
      const turns = listIn(thread, 'turns').map((one) => {
        const turn = objectOf(one);
        return { ...turn, items: change(listIn(turn, 'items').map(objectOf)) };
      });
      return [{ ...message, result: { ...result, thread: { ...thread, turns } } }];
    },
  );
}

/** True for a turn that is over and that is listed with all its items. */
function isWhole(method: string, { status, itemsView = 'full' }: JsonObject): boolean {
  return method.startsWith('answer thread/') && status !== 'inProgress' && itemsView === 'full';
}

function messagesIn(items: readonly unknown[]): readonly unknown[] {
  return items.flatMap((one): unknown[] => {
    const { type, content, text } = objectOf(one);
    return type === 'userMessage' ? [{ type, content }] : type === 'agentMessage' ? [{ type, text }] : [];
  });
}
