import { definitionAt } from '../../app-server/answer-schema.ts';
import { README } from '../../checks/app-server/authorities.ts';
import { listIn, objectIn } from '../../checks/app-server/fields.ts';
import { served } from '../../checks/app-server/model-inputs.ts';
import { writtenValues } from '../../checks/app-server/written-values.ts';
import { failIfAny, type Check } from '../../checks/check.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages, isResponseTo } from '../../mutations/wire.ts';
import { fileOf } from '../../queries/process-files.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';

/** Whether a thread of the list without params fits the params of another list; undefined for an unknown param. */
function fits(thread: JsonObject, asked: JsonObject): boolean | undefined {
  const known: Readonly<Record<string, (value: unknown) => boolean>> = {
    cwd: (value) => [value].flat().includes(thread['cwd']),
    searchTerm: (value) => String(thread['preview']).includes(String(value)),
    modelProviders: (value) => Array.isArray(value) && (value.length === 0 || value.includes(thread['modelProvider'])),
    sourceKinds: (value) => Array.isArray(value) && value.includes(thread['source']),
    sortDirection: () => true,
    sortKey: () => true,
  };
  const all = new Set(Object.entries(asked).map(([name, value]) => known[name]?.(value)));
  return all.has(undefined) ? undefined : !all.has(false);
}

function filteredLists(declared: ReadonlySet<string>): ReturnType<typeof writtenValues> {
  return writtenValues(() => {
    let plain: readonly JsonObject[] = [];
    const pages = new Map<unknown, readonly unknown[]>();
    return ({ kind, method, params, result }) => {
      if (kind !== 'result' || method !== 'thread/list') return undefined;
      const data = listIn(result, 'data').map(objectOf);
      const ids = data.map(({ id }) => id);
      pages.set(result['nextCursor'], ids);
      if (Object.keys(params).length === 0) return void (plain = data);
      if ('cursor' in params) {
        const repeated = ids.filter((id) => pages.get(params['cursor'])?.includes(id) === true);
        return [{ about: 'threads of the page before', expected: [], actual: repeated }];
      }
      if (Object.keys(params).some((name) => !declared.has(name))) return undefined;
      const all = plain.map((thread) => [thread, fits(thread, params)] as const);
      if (all.length === 0 || all.some(([, fit]) => fit === undefined)) return undefined;
      const fitting = all.filter(([, fit]) => fit).map(([{ id }]) => id);
      const expected = params['sortDirection'] === 'asc' ? fitting.toReversed() : fitting;
      return [{ about: `threads with ${Object.keys(params).join(', ')}`, expected, actual: ids }];
    };
  });
}

const listsFilter: Check = {
  id: 'app-server/thread/list-filters',
  effects: ['thread/list'],
  clause:
    'thread/list with a folder, text, provider, source or order has those threads of the list without params that match, in that order; no page repeats a thread of the page before.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  judge({ processes, protocol }) {
    // Older versions ignore a filter that they do not know.
    const params = objectOf(definitionAt(protocol?.definitions ?? {}, 'v2/ThreadListParams'));
    const declared = new Set(Object.keys(objectIn(params, 'properties')));
    let judged = 0;
    const found = processes.flatMap((process) => {
      const rule = filteredLists(declared)();
      const violations = messagesOf(process).flatMap((message) => rule.see(message));
      judged += rule.judged();
      return violations.map((violation) => ({ ...violation, file: fileOf(process, 'wire') }));
    });
    return failIfAny(found, judged, 'filtered, ordered or continued lists of threads');
  },
  mutants: () => ({
    'lists nothing': inFiltered(() => []),
    'ignores the filter': (recording) => {
      const whole = listIn(objectOf(served(recording, 'thread/list')?.result), 'data');
      return inFiltered(() => whole)(recording);
    },
    'lists the threads in another order': inFiltered((data) => data.toReversed()),
  }),
};

/** Changes the lists of threads whose requests have params. */
function inFiltered(change: (data: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeServerMessages(
    (message, lines) =>
      isResponseTo('thread/list')(message, lines) &&
      lines.some(({ from, text }) => {
        const { id, params } = from === 'client' ? objectOf(JSON.parse(text)) : {};
        return id === message['id'] && Object.keys(objectOf(params)).length > 0;
      }),
    (message) => {
      const result = objectIn(message, 'result');
      return [{ ...message, result: { ...result, data: change(listIn(result, 'data')) } }];
    },
  );
}

/** Checks of lists of threads with filters. */
export const filteredListChecks = beside({ 'app-server/thread-operations/lists': [listsFilter] });
