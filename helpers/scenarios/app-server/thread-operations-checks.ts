import { README } from '../../checks/app-server/authorities.ts';
import { listIn, objectIn, textIn } from '../../checks/app-server/fields.ts';
import { judged, promptsIn, served, UNSERVED, withoutLastInput } from '../../checks/app-server/model-inputs.ts';
import { writtenValuesCheck } from '../../checks/app-server/written-values.ts';
import { failIfAny, notApplicable, type Check } from '../../checks/check.ts';
import { changeRequestInput, userMessage } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeFiles } from '../../mutations/recording.ts';
import { changeListed } from '../../mutations/wire-results.ts';
import { changeResultOf } from '../../mutations/wire.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';
import { INJECTED, SHELL_COMMAND } from './thread-operations.ts';

const injectReachesModel: Check = {
  id: 'app-server/inject-items/reach-model',
  effects: ['thread/inject_items'],
  clause: 'An item that thread/inject_items adds to a thread is in the next request to the model, with the prompts.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    if (served(recording, 'thread/inject_items') === null) return notApplicable('no item was injected');
    return judged(recording, { holds: [INJECTED, ...promptsIn(recording)], lacks: [] });
  },
  mutants: () => ({
    'loses the injected item': withoutInput(INJECTED),
    'loses the prompt': withoutLastInput,
  }),
  unjudged: () => UNSERVED,
};

const revertForgets: Check = {
  id: 'app-server/revert/model-forgets',
  effects: ['thread/revert'],
  clause:
    'After thread/revert the model receives the prompts of the turns that were kept and of the next one, and none of the reverted turns.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    if (served(recording, 'thread/revert') === null) return notApplicable('no thread was reverted');
    const [first = '', second = '', third = '', last = ''] = promptsIn(recording);
    return judged(recording, { holds: [first, last], lacks: [second, third] });
  },
  mutants: () => ({
    'keeps the second turn': changeRequestInput((input) => [...input, userMessage('Say two.')]),
    'forgets the first turn, too': changeRequestInput((input) => input.slice(-1)),
    'loses the prompt': withoutLastInput,
  }),
  unjudged: () => UNSERVED,
};

/** Follows the completed items of each thread, with their turns; a revert removes those of the reverted turns. */
function itemsOfThreads(): {
  readonly see: (method: string, params: JsonObject) => void;
  readonly of: (thread: unknown) => readonly { readonly id: unknown; readonly turn: unknown }[];
} {
  const threads = new Map<unknown, { id: unknown; turn: unknown }[]>();
  return {
    see(method, params) {
      const thread = params['threadId'];
      const items = threads.get(thread) ?? [];
      if (method === 'item/completed') {
        threads.set(thread, [...items, { id: objectIn(params, 'item')['id'], turn: params['turnId'] }]);
      } else if (method === 'thread/revert') {
        const at = items.findIndex(({ turn }) => turn === params['beforeTurnId']);
        threads.set(thread, items.slice(0, at === -1 ? items.length : at));
      }
    },
    of: (thread) => threads.get(thread) ?? [],
  };
}

const itemsAsStreamed: Check = writtenValuesCheck({
  id: 'app-server/items/list-as-streamed',
  effects: ['thread/items/list'],
  clause:
    'thread/items/list has the streamed items of a thread but those of reverted turns, in the order of the stream, or the reverse order if it is descending; for a turn, only its own.',
  about: 'lists of items',
  start() {
    const items = itemsOfThreads();
    return ({ method, params, result }) => {
      items.see(method, params);
      if (method !== 'thread/items/list' || 'limit' in params || 'cursor' in params) return undefined;
      const { turnId, threadId } = params;
      const own = items
        .of(threadId)
        .filter(({ turn }) => turnId === undefined || turn === turnId)
        .map(({ id }) => id);
      const expected = params['sortDirection'] === 'desc' ? own.toReversed() : own;
      const actual = listIn(result, 'data').map((entry) => objectIn(objectOf(entry), 'item')['id']);
      return [{ about: 'items of the thread', expected, actual }];
    };
  },
  mutants: () => ({
    'lists no item': changeListed('thread/items/list', () => []),
    'lists the items the other way around': changeResultOf('thread/items/list', (result) => ({
      data: listIn(result, 'data').toReversed(),
    })),
    'lists another item': changeListed('thread/items/list', (entry) => [entry, { ...entry, item: { id: 'another' } }]),
  }),
});

const turnsAfterRevert: Check = writtenValuesCheck({
  id: 'app-server/revert/lists-kept-turns',
  effects: ['thread/revert'],
  clause: 'After thread/revert, thread/turns/list has the turns before the named one, and no others.',
  about: 'lists of the turns of reverted threads',
  start() {
    const items = itemsOfThreads();
    const reverted = new Set<unknown>();
    return ({ method, params, result }) => {
      items.see(method, params);
      if (method === 'thread/revert') reverted.add(params['threadId']);
      if (method !== 'thread/turns/list' || !reverted.has(params['threadId'])) return undefined;
      const expected = new Set(items.of(params['threadId']).map(({ turn }) => turn));
      const actual = listIn(result, 'data').map((turn) => textIn(objectOf(turn), 'id'));
      return [{ about: 'turns of the thread', expected: [...expected].toReversed(), actual }];
    };
  },
  mutants: () => ({
    'lists no turn': changeListed('thread/turns/list', () => []),
    'lists a reverted turn': changeListed('thread/turns/list', (turn) => [{ id: 'another' }, turn]),
  }),
});

const shellCommandRuns: Check = {
  id: 'app-server/shell-command/runs-for-thread',
  effects: ['thread/shellCommand'],
  clause: 'A command of thread/shellCommand writes its file, and its output reaches the model with the next turn.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsModel: true,
  judge(recording) {
    if (served(recording, 'thread/shellCommand') === null) return notApplicable('no shell command ran');
    const { file, written, printed } = SHELL_COMMAND;
    const actual = recording.files.find(({ place, path }) => place === 'workspace' && path === file)?.text;
    if (actual !== written) {
      const evidence = { message: `${file} in the workspace`, file: 'files.json', expected: written };
      return failIfAny([{ ...evidence, actual: actual ?? 'no file' }], 1, 'files');
    }
    return judged(recording, { holds: [`${printed}\n`, ...promptsIn(recording)], lacks: [] });
  },
  mutants: () => ({
    'writes no file': changeFiles((all) => all.filter(({ path }) => path !== SHELL_COMMAND.file)),
    'writes another text': changeFiles((all) =>
      all.map((one) => (one.path === SHELL_COMMAND.file ? { ...one, text: 'other\n' } : one)),
    ),
    'keeps the output from the model': withoutInput(SHELL_COMMAND.printed),
  }),
  unjudged: () => UNSERVED,
};

/** Checks of operations on the history of a thread. */
export const threadOperationChecks = beside({
  'app-server/thread-operations/inject-items': [injectReachesModel],
  'app-server/thread-operations/revert': [revertForgets, turnsAfterRevert, itemsAsStreamed],
  'app-server/thread-operations/items': [itemsAsStreamed],
  'app-server/thread-operations/shell-command': [shellCommandRuns],
});

/** Removes the items that contain this text from each request to the model. */
function withoutInput(text: string): Mutation {
  return changeRequestInput((input) => input.filter((item) => !JSON.stringify(item).includes(text)));
}
