import { listIn, objectIn, textIn } from '../../checks/app-server/fields.ts';
import { writtenValuesCheck } from '../../checks/app-server/written-values.ts';
import type { Check } from '../../checks/check.ts';
import { changeListed } from '../../mutations/wire-results.ts';
import { changeNotifications, changeResultOf } from '../../mutations/wire.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';

const sectionsKept: Check = writtenValuesCheck({
  id: 'app-server/section/lists-as-made',
  effects: ['threadSection/create', 'threadSection/update', 'threadSection/delete', 'threadSection/list'],
  clause:
    'threadSection/list has the sections that were created and not deleted, and no others but those of the first list, with the name and appearance that were given last.',
  about: 'lists of sections',
  start() {
    const made = new Map<unknown, JsonObject>();
    let given: readonly unknown[] | null = null;
    return ({ method, params, result }) => {
      const { sectionId: id } = params;
      if (method === 'threadSection/create') return void made.set(objectIn(result, 'section')['id'], params);
      if (method === 'threadSection/update') return void made.set(id, { ...made.get(id), ...params });
      if (method === 'threadSection/delete') return void made.delete(id);
      if (method !== 'threadSection/list' || 'limit' in params) return undefined;
      const data = listIn(result, 'data').map(objectOf);
      const found = new Map(data.map((section) => [section['id'], section]));
      // Some versions have sections of their own.
      given ??= [...found.keys()].filter((section) => !made.has(section));
      return [
        { about: 'sections', expected: sorted([...given, ...made.keys()]), actual: sorted([...found.keys()]) },
        ...[...made].flatMap(([section, { name, appearance }]) => [
          { about: 'the name of a section', expected: name, actual: found.get(section)?.['name'] },
          ...Object.entries(objectOf(appearance)).map(([field, expected]) => ({
            about: `${field} of a section`,
            expected,
            actual: objectOf(found.get(section)?.['appearance'])[field],
          })),
        ]),
      ];
    };
  },
  mutants: () => ({
    'lists no section': changeListed('threadSection/list', () => []),
    'lists a section that nobody created': changeListed('threadSection/list', (one) => [
      one,
      { ...one, id: `another ${String(one['name'])}` },
    ]),
    'lists the old name': changeListed('threadSection/list', (one) => [{ ...one, name: 'First' }]),
    'loses the colour': changeListed('threadSection/list', (one) => [{ ...one, appearance: null }]),
  }),
});

const threadsMoved: Check = writtenValuesCheck({
  id: 'app-server/section/lists-moved-threads',
  effects: ['thread/section/move'],
  clause:
    'thread/list with a section has the threads that were moved there and nowhere else since, in the order of the moves; a notification of a move names its section.',
  about: 'lists and changes of the threads of a section',
  start() {
    const inside = new Map<unknown, unknown[]>();
    const unreported = new Map<unknown, unknown[]>();
    return ({ method, params, result }) => {
      const { sectionId, threadId, beforeThreadId } = params;
      if (method === 'thread/section/move') {
        for (const [id, threads] of inside)
          inside.set(
            id,
            threads.filter((one) => one !== threadId),
          );
        const threads = inside.get(sectionId) ?? [];
        const at = threads.indexOf(beforeThreadId);
        inside.set(sectionId, threads.toSpliced(at === -1 ? threads.length : at, 0, threadId));
        return void unreported.set(threadId, [...(unreported.get(threadId) ?? []), sectionId]);
      }
      if (method === 'threadSection/create') return void inside.set(objectIn(result, 'section')['id'], []);
      if (method === 'threadSection/delete') return void inside.set(sectionId, []);
      if (method === 'thread/section/changed') {
        const expected = unreported.get(threadId)?.shift();
        return [{ about: 'the section in the notification', expected, actual: sectionId }];
      }
      const expected = inside.get(sectionId);
      if (method !== 'thread/list' || expected === undefined) return undefined;
      const actual = listIn(result, 'data').map((thread) => textIn(objectOf(thread), 'id'));
      return [{ about: 'threads of the section', expected, actual }];
    };
  },
  mutants: () => ({
    'lists no thread of a section': changeListed('thread/list', () => []),
    'lists the threads in another order': changeResultOf('thread/list', (result) => ({
      data: listIn(result, 'data').toReversed(),
    })),
    'notifies another section': changeNotifications('thread/section/changed', (params) => [
      { ...params, sectionId: 'another' },
    ]),
  }),
});

/** Checks of the sections that threads are moved into. */
export const threadSectionChecks = beside({ 'app-server/thread-data/sections': [sectionsKept, threadsMoved] });

function sorted(ids: readonly unknown[]): string[] {
  return ids.map(String).toSorted();
}
