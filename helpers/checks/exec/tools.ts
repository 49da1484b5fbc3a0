import { isDeepStrictEqual } from 'node:util';
import { withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeFiles } from '../../mutations/recording.ts';
import { addEventsAfter, changeItems } from '../../mutations/stdout.ts';
import { outputIn, patchIn } from '../../queries/model-replies.ts';
import { isApplied } from '../../queries/patched-files.ts';
import { reportedItems } from '../../queries/reported-items.ts';
import { listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { agreement, callsToProcess, repliedRequests, type Compared } from './agreement.ts';
import { EVENTS, JSON_TESTS } from './authorities.ts';

interface Change {
  readonly path: string;
  readonly kind: string;
}

/** Patches, plans and searches: what the model called, and what codex reported. */
export const toolAgreementChecks: readonly Check[] = [
  agreement({
    id: 'exec/patches/changes-as-called',
    clause:
      'The changes of a patch that was applied are those that the model called: each path with its kind, in one item. A rejected one is not reported as applied.',
    level: 'must',
    assumes: ['event-stream', 'turn-uncut', 'patches'],
    authority: JSON_TESTS,
    about: 'patches',
    needsModel: true,
    compare(process, recording) {
      if (repliedRequests(process, recording).length === 0) return [];
      const patches = callsToProcess(process, recording).flatMap((call) => {
        const patch = patchIn(call);
        return patch === null ? [] : [{ changes: changesIn(patch), isApplied: isApplied(call) }];
      });
      const applied = patches.filter((patch) => patch.isApplied).map((patch) => patch.changes);
      const items = reportedItems(process, 'file_change').filter(
        ({ completed }) => completed?.item.status === 'completed',
      );
      // As many as the patches: one that was rejected agrees if no item is left for it.
      return Array.from({ length: Math.max(patches.length, items.length) }, (_, index): Compared => {
        const asked = applied[index] ?? [];
        const changes = items[index]?.completed?.item.changes ?? [];
        const agrees =
          asked.length === changes.length &&
          changes.every(({ path, kind }) => asked.some((one) => one.kind === kind && endsWithPath(path, one.path)));
        return (
          agrees || {
            message: `patch ${index + 1} has other changes`,
            expected: inWords(asked),
            actual: inWords(changes),
          }
        );
      });
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'updates instead of adding': changes((one) => [{ ...one, kind: one['kind'] === 'update' ? 'add' : 'update' }]),
      'names another file': changes((one) => [{ ...one, path: `${String(one['path'])}.orig` }]),
      'reports that it failed': changeItems('file_change', (item) => [{ ...item, status: 'failed' }]),
      'leaves the patch out': changeItems('file_change', () => []),
      'reports one more patch': addEventsAfter('turn.started', {
        type: 'item.completed',
        item: {
          id: 'item_patch',
          type: 'file_change',
          changes: [{ path: '/added.txt', kind: 'add' }],
          status: 'completed',
        },
      }),
    }),
  }),
  agreement({
    id: 'exec/patches/files-on-disk',
    clause: 'A file that a completed patch added exists afterwards, and one that it deleted does not.',
    level: 'must',
    assumes: ['event-stream', 'file-changes'],
    authority: EVENTS,
    about: 'files of patches',
    needsModel: true,
    compare: (process, { files }) =>
      reportedItems(process, 'file_change').flatMap(({ completed }) => {
        if (completed?.item.status !== 'completed') return [];
        return completed.item.changes.flatMap(({ path, kind }): Compared[] => {
          if (kind === 'update') return [];
          const exists = files.some((file) => file.kind === 'file' && path.endsWith(`/${file.path}`));
          const [expected, actual] = [kind === 'add' ? 'a file' : 'no file', exists ? 'a file' : 'no file'];
          return [expected === actual || { message: `${path} after ${kind}`, line: completed.line, expected, actual }];
        });
      }),
    mutants: () => ({
      'adds no file': changeFiles(() => []),
      'writes another file': changeFiles((all) => all.map((file) => ({ ...file, path: `${file.path}.orig` }))),
    }),
  }),
  agreement({
    id: 'exec/plans/as-called',
    clause:
      'A plan is reported with the steps that the model called: the first at its start, each later one as an update, and the last at its end.',
    level: 'must',
    assumes: ['event-stream', 'turn-uncut', 'plans'],
    authority: JSON_TESTS,
    about: 'events of plans',
    needsModel: true,
    compare(process, recording) {
      const plans = callsToProcess(process, recording).filter(
        ({ name, isOffered }) => name === 'update_plan' && isOffered,
      );
      if (plans.length === 0) return [];
      const expected = plans.map(({ args }) =>
        listOf(args?.['plan'])
          .map(objectOf)
          .map(({ step, status }) => ({ text: step, completed: status === 'completed' })),
      );
      const all = reportedItems(process, 'todo_list').flatMap((item) => item.all);
      return [...expected, expected.at(-1)].map((steps, index): Compared => {
        const items = all[index]?.item.items.map(({ text, completed }) => ({ text, completed }));
        if (isDeepStrictEqual(items, steps)) return true;
        const message = `event ${index + 1} of the plan has other steps`;
        return { message, expected: JSON.stringify(steps), actual: JSON.stringify(items) ?? 'no event' };
      });
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'completes a step that is open': steps((one) => [{ ...one, completed: one['completed'] !== true }]),
      'rewords a step': steps((one) => [{ ...one, text: `${String(one['text'])}!` }]),
      'leaves the steps out': steps(() => []),
      'never starts the plan': changeItems('todo_list', () => [], 'item.started'),
    }),
  }),
  agreement({
    id: 'exec/searches/as-the-model-did',
    clause: 'Each search of the model is reported, with what it looked for.',
    level: 'should',
    assumes: ['event-stream', 'turn-uncut', 'item-starts', 'searches'],
    authority: EVENTS,
    about: 'searches',
    needsModel: true,
    compare(process, recording) {
      const searches = repliedRequests(process, recording)
        .flatMap(outputIn)
        .filter(({ type }) => type === 'web_search_call');
      const all = reportedItems(process, 'web_search').flatMap((item) => item.all);
      const completed = all.filter(({ event }) => event === 'item.completed');
      return searches.flatMap(({ id, action }, index): Compared[] => {
        const sent = objectOf(action);
        const sought = [sent['query'], sent['url'], sent['pattern']].find((one) => typeof one === 'string') ?? '';
        const item = completed[index]?.item;
        const isEnd = item?.query === sought && isSameAction(item.action, sent);
        const before = all.filter((one) => one.event !== 'item.completed' && one.item.id === item?.id);
        const isStart = before.every(
          (one) => ['', sought].includes(one.item.query) && isSameAction(one.item.action, sent),
        );
        if (isEnd && isStart) return [true];
        const wrong = isEnd ? before.at(-1)?.item : item;
        const message = `search ${index + 1} (${String(id)}) differs from that of the model`;
        return [{ message, expected: JSON.stringify(sent), actual: JSON.stringify(wrong) ?? 'no item' }];
      });
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'searches for something else': changeItems('web_search', (item) => [{ ...item, query: 'x' }]),
      'hides the searches': changeItems('web_search', () => []),
      'starts another search': changeItems('web_search', (item) => [{ ...item, query: 'x' }], 'item.started'),
      'opens another page': changeItems('web_search', (item) => [
        { ...item, action: { type: 'open_page', url: 'https://example.org/' } },
      ]),
    }),
  }),
];

function changesIn(patch: string): Change[] {
  return [...patch.matchAll(/^\*\*\* (Add|Update|Delete) File: (.+)$/gm)].map(([, kind, path]) => ({
    kind: kind!.toLowerCase(),
    path: path!.trim(),
  }));
}

function endsWithPath(path: string, asked: string): boolean {
  return path === asked || path.endsWith(`/${asked}`);
}

function inWords(changes: readonly Change[]): string {
  return changes.map(({ kind, path }) => `${kind} ${path}`).join(', ') || 'no change';
}

/** True if the reported action is the one that the model sent, or of a kind that codex does not know in detail. */
function isSameAction(reported: unknown, sent: JsonObject): boolean {
  const { type, ...rest } = objectOf(reported);
  if (type === undefined || type === 'other') return true;
  return (
    type === sent['type'] &&
    Object.entries(rest).every(([key, value]) => !(key in sent) || isDeepStrictEqual(value, sent[key]))
  );
}

function changes(change: (one: JsonObject) => readonly JsonObject[]): Mutation {
  return changeItems('file_change', (item) => [
    { ...item, changes: (item['changes'] as JsonObject[]).flatMap(change) },
  ]);
}

function steps(change: (one: JsonObject) => readonly JsonObject[]): Mutation {
  return changeItems('todo_list', (item) => [{ ...item, items: (item['items'] as JsonObject[]).flatMap(change) }]);
}
