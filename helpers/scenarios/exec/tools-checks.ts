import { withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeItems } from '../../mutations/stdout.ts';
import { isDeepStrictEqual } from 'node:util';
import { JSON_TESTS } from '../../checks/exec/authorities.ts';
import { itemsAsSent } from '../../checks/exec/items-as-sent.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../../checks/check.ts';
import { carriesItem } from '../../exec/events.ts';
import type { ModelRequestBody } from '../../model/script.ts';
import { offeredTools } from '../../model/tools.ts';
import { completedItems, eventsOf } from '../../queries/exec-events.ts';
import { modelRequests, unasked } from '../../queries/model-requests.ts';
import { fileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';
import type { JsonObject } from '../../util/json-object.ts';

const PLAN = ['item.started todo_list', 'item.updated todo_list', 'item.completed todo_list'];

const patchKinds = itemsAsSent({
  id: 'exec/items/patch-kinds',
  clause: 'Each file that a patch adds, updates or deletes is reported with its path and the kind of change.',
  level: 'must',
  authority: JSON_TESTS,
  about: 'file changes',
  sent: (output) =>
    [...JSON.stringify(output).matchAll(/\*\*\* (Add|Update|Delete) File: ([\w.]+)/g)]
      .map(([, kind, file]) => `${kind!.toLowerCase()} ${file}`)
      .toSorted(),
  reported: (process) =>
    completedItems(process, 'file_change')
      .flatMap(({ changes }) => changes.map(({ kind, path }) => `${kind} ${path.split('/').at(-1)}`))
      .toSorted(),
  mutants: () => ({
    'updates instead of adding': changes((change) => [
      { ...change, kind: change['kind'] === 'add' ? 'update' : change['kind'] },
    ]),
    'leaves out what is deleted': changes((change) => (change['kind'] === 'delete' ? [] : [change])),
    'names other files': changes((change) => [{ ...change, path: `${String(change['path'])}.orig` }]),
  }),
});

const planCompletedLast: Check = {
  id: 'exec/items/plan-completed-last',
  clause: 'A plan is started once, updated when it changes, and completed at the end of the turn, after the messages.',
  level: 'must',
  authority: JSON_TESTS,
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const missing = unasked(recording);
    if (missing !== undefined) return untestable(missing);
    const offered = modelRequests(recording).flatMap(({ body }) => offeredTools(body as ModelRequestBody));
    if (!offered.some(({ name }) => name === 'update_plan')) {
      return notApplicable('The binary lacks a tool for plans.', 'lacks');
    }
    const found = recording.processes.flatMap((process) => {
      const events = eventsOf(process).flatMap((event) =>
        carriesItem(event) && /^(?:todo_list|agent_message)$/.test(event.item.type)
          ? [`${event.type} ${event.item.type}`]
          : [],
      );
      const plan = events.filter((event) => event.endsWith('todo_list'));
      if (isDeepStrictEqual(plan, PLAN) && events.at(-1) === PLAN.at(-1)) return [];
      const [expected, actual] = [PLAN.join(', '), events.join(', ')];
      const message = `process ${process.process}: other events of the plan`;
      return [{ message, file: fileOf(process, 'stdout'), expected, actual }];
    });
    return failIfAny(found, recording.processes.length, 'plans, each started, updated and completed');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'never completes it': changeItems('todo_list', () => []),
    'updates it by starting it again': changeItems('todo_list', (item) => [item], 'item.updated', 'item.started'),
    'says more afterwards': changeItems('todo_list', (item) => [
      item,
      { id: 'x', type: 'agent_message', text: 'again' },
    ]),
  }),
};

/** The items of tools other than the shell. */
export const toolChecks = beside({
  'exec/patch/add-update-delete': [patchKinds],
  'exec/plan/enabled': [planCompletedLast],
});

function changes(change: (one: JsonObject) => readonly JsonObject[]): Mutation {
  return changeItems('file_change', (item) => [
    { ...item, changes: (item['changes'] as JsonObject[]).flatMap(change) },
  ]);
}
