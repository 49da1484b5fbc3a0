import { README } from '../../checks/app-server/authorities.ts';
import { listIn, objectIn, textIn } from '../../checks/app-server/fields.ts';
import { served } from '../../checks/app-server/model-inputs.ts';
import { writtenValuesCheck, type ValueComparison } from '../../checks/app-server/written-values.ts';
import { failIfAny, notApplicable, type Check } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { addFile } from '../../mutations/recording.ts';
import { changeListed, changeResult } from '../../mutations/wire-results.ts';
import { changeNotifications, changeResponse, changeServerMessages, isRefusal } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';

const GOAL_FIELDS = ['objective', 'status', 'tokenBudget'];

const goalKept: Check = writtenValuesCheck({
  id: 'app-server/goal/reads-as-set',
  effects: ['thread/goal/set', 'thread/goal/get', 'thread/goal/clear'],
  clause:
    'thread/goal/get returns the fields that thread/goal/set set last, and null before it and after thread/goal/clear.',
  about: 'reports of goals',
  start() {
    const goals = new Map<unknown, JsonObject>();
    return ({ method, params, result }) => {
      const thread = params['threadId'];
      const compare = (about: string, goal: JsonObject): ValueComparison[] =>
        Object.entries(goals.get(thread) ?? {}).map(([field, expected]) => ({
          about: `${about}: ${field}`,
          expected,
          actual: goal[field],
        }));
      if (method === 'thread/goal/set') {
        const given = GOAL_FIELDS.filter((field) => field in params).map((field) => [field, params[field]] as const);
        goals.set(thread, { ...goals.get(thread), ...Object.fromEntries(given) });
        return compare('the goal returned', objectIn(result, 'goal'));
      }
      if (method === 'thread/goal/clear') {
        return [{ about: 'the goal cleared', expected: goals.delete(thread), actual: result['cleared'] }];
      }
      if (method !== 'thread/goal/get') return undefined;
      if (goals.has(thread)) return compare('the goal read', objectIn(result, 'goal'));
      return [{ about: 'a goal that is not set', expected: null, actual: result['goal'] ?? null }];
    };
  },
  mutants: () => ({
    'keeps the goal after it was cleared': changeResponse('thread/goal/get', (answer) => [
      { ...answer, result: { goal: { objective: 'Count to three.', status: 'paused', tokenBudget: 40_000 } } },
    ]),
    'forgets the budget': changeResult('thread/goal/get', 'goal', { tokenBudget: null }),
    'starts a paused goal': changeResult('thread/goal/get', 'goal', { status: 'active' }),
    'reports another objective': changeResult('thread/goal/set', 'goal', { objective: 'Count to two.' }),
  }),
});

const goalNotified: Check = writtenValuesCheck({
  id: 'app-server/goal/changes-notified',
  clause:
    'Each goal that a response to thread/goal/set has is notified by thread/goal/updated once, unchanged, and no other goal is.',
  about: 'changes of goals',
  start() {
    const returned: string[] = [];
    return ({ method, params, result }) => {
      if (method === 'thread/goal/set') return void returned.push(JSON.stringify(result['goal']));
      if (method === 'thread/goal/updated') {
        const goal = JSON.stringify(params['goal']);
        const at = returned.indexOf(goal);
        if (at === -1) return [{ about: 'the goal in the notification', expected: returned, actual: goal }];
        return void returned.splice(at, 1);
      }
      // The notification of a change may arrive after the response to the next request, but not after the end of the goal.
      if (method !== 'thread/goal/cleared') return undefined;
      return [{ about: 'goals that were set and never notified', expected: [], actual: returned }];
    };
  },
  mutants: () => ({
    'notifies another goal': changeNotifications('thread/goal/updated', (params) => [
      { ...params, goal: { ...objectIn(params, 'goal'), objective: 'Count to two.' } },
    ]),
    'never notifies a goal': changeNotifications('thread/goal/updated', () => []),
  }),
});

const metadataKept: Check = writtenValuesCheck({
  id: 'app-server/thread/git-info-as-set',
  effects: ['thread/metadata/update'],
  clause:
    'A thread has the Git metadata that thread/metadata/update set last: null removes a field, and fields that are not given stay.',
  about: 'reports of Git metadata',
  start() {
    const set = new Map<unknown, JsonObject>();
    return ({ method, params, result }) => {
      const thread = params['threadId'];
      if (method === 'thread/metadata/update') {
        set.set(thread, { ...set.get(thread), ...objectIn(params, 'gitInfo') });
      } else if (method !== 'thread/read' || !set.has(thread)) return undefined;
      const info = objectIn(objectIn(result, 'thread'), 'gitInfo');
      return Object.entries(set.get(thread)!).map(([field, expected]) => ({
        about: `gitInfo.${field}`,
        expected,
        actual: info[field] ?? null,
      }));
    };
  },
  mutants: () => ({
    'forgets the fields that stay': changeResult('thread/read', 'thread', { gitInfo: { branch: 'b-branch' } }),
    'keeps a removed field': changeResult('thread/metadata/update', 'thread', {
      gitInfo: { branch: 'b-branch', sha: 'abc123', originUrl: 'https://example.invalid/a.git' },
    }),
    'reads no metadata': changeResult('thread/read', 'thread', { gitInfo: null }),
  }),
});

const attachmentsKept: Check = writtenValuesCheck({
  id: 'app-server/attachment/lists-as-added',
  effects: [
    'thread/attachment/add',
    'thread/attachment/list',
    'thread/attachment/remove',
    'thread/attachmentOwner/list',
  ],
  clause:
    'thread/attachment/list has the attachments that were added to the thread and not removed, each with its payload; thread/attachmentOwner/list has the threads of an attachment.',
  about: 'lists of attachments or of their owners',
  start() {
    const kept = new Map<string, JsonObject>();
    return ({ kind, method, params, result }) => {
      if (method === 'thread/attachment/add') return void kept.set(keyOf(params), params);
      if (method === 'thread/attachment/remove') return void kept.delete(keyOf(params));
      if (kind !== 'result' || 'limit' in params) return undefined;
      const data = listIn(result, 'data').map(objectOf);
      if (method === 'thread/attachment/list') {
        const own = [...kept.values()].filter(({ threadId }) => threadId === params['threadId']);
        return [
          { about: 'attachments', expected: own.map(nameOf), actual: data.map(nameOf) },
          ...own.flatMap(({ payload }, index) =>
            Object.entries(objectOf(payload)).map(([field, expected]) => ({
              about: `payload.${field} of an attachment`,
              expected,
              actual: objectOf(data[index]?.['payload'])[field],
            })),
          ),
        ];
      }
      if (method !== 'thread/attachmentOwner/list') return undefined;
      const owners = [...kept.values()]
        .filter((one) => keyOf({ ...one, threadId: null }) === keyOf({ ...params, threadId: null }))
        .map(({ threadId }) => threadId);
      return [{ about: 'owners of an attachment', expected: owners, actual: data.map(({ threadId }) => threadId) }];
    };
  },
  mutants: () => ({
    'lists no attachment': changeListed('thread/attachment/list', () => []),
    'loses the payload': changeListed('thread/attachment/list', (one) => [{ ...one, payload: null }]),
    'finds no owner': changeListed('thread/attachmentOwner/list', () => []),
    'names another owner': changeListed('thread/attachmentOwner/list', (one) => [{ ...one, threadId: 'another' }]),
  }),
});

const deletedForGood: Check = {
  id: 'app-server/thread/deleted-for-good',
  effects: ['thread/delete'],
  clause: 'A deleted thread can be neither read nor resumed, and has no session file.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  judge({ processes, files }) {
    let judged = 0;
    const found = processes.flatMap((process) => {
      const deleted = new Set<string>();
      const kept = messagesOf(process).flatMap(({ line, message, answers }): Evidence[] => {
        const id = textIn(objectOf(answers?.params), 'threadId') ?? '';
        if (message.kind === 'response' && answers?.method === 'thread/delete') deleted.add(id);
        const isUse = answers?.method === 'thread/read' || answers?.method === 'thread/resume';
        if (!isUse || !deleted.has(id) || message.kind === 'request') return [];
        judged += 1;
        const expected = 'an error response';
        return message.kind === 'error-response'
          ? []
          : [{ ...onWire(process, line, `${answers.method} of a deleted thread`), expected, actual: 'a result' }];
      });
      const left = [...deleted].flatMap((id): Evidence[] => {
        judged += 1;
        const file = files.find(({ path }) => path.endsWith(`${id}.jsonl`));
        const message = 'session file of a deleted thread';
        return file === undefined ? [] : [{ message, file: 'files.json', expected: 'none', actual: file.path }];
      });
      return [...kept, ...left];
    });
    if (judged === 0) return notApplicable('no thread was deleted');
    return failIfAny(found, judged, 'uses and session files of deleted threads, all refused or removed');
  },
  mutants: () => ({
    'reads a deleted thread': servesInsteadOfRefusing('thread/read'),
    'resumes a deleted thread': servesInsteadOfRefusing('thread/resume'),
    'keeps the session file': (recording) => {
      const deleted = textIn(objectOf(served(recording, 'thread/delete')?.params), 'threadId');
      return addFile('codex_home', `sessions/rollout-${deleted}.jsonl`)(recording);
    },
  }),
};

function nameOf({ attachmentType, identityKey }: JsonObject): unknown {
  return [attachmentType, identityKey];
}

function keyOf({ threadId, attachmentType, identityKey }: JsonObject): string {
  return JSON.stringify([threadId, attachmentType, identityKey]);
}

/** Checks of what a client keeps about threads. */
export const threadDataChecks = beside({
  'app-server/thread-data/goal': [goalKept, goalNotified],
  'app-server/thread-data/metadata': [metadataKept],
  'app-server/thread-data/attachments': [attachmentsKept],
  'app-server/thread-data/deleted': [deletedForGood],
});

function servesInsteadOfRefusing(method: string): Mutation {
  return changeServerMessages(isRefusal(method), ({ id }) => [{ id, result: {} }]);
}
