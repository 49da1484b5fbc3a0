import type { Check } from '../../checks/check.ts';
import type { Recording } from '../../recording/recording.ts';
import { leafChanges, seenValues, type LeafChange } from '../leaves/changes.ts';
import { scoreLeaves } from '../leaves/score.ts';
import type { Declared, Group } from './declared.ts';

/** Recordings in which the leaves of a message are changed before it counts as unjudged. */
const MOST_TRIED = 4;

/**
 * Notifications, server requests, items and events with a value that a check judges: each with a check that a changed leaf of
 * it turns red.
 */
export function judgedMessages(recordings: readonly Recording[], { names }: Declared): [Group, string, string][] {
  const seen = seenValues(recordings);
  const noticed = new Map<string, Check>();
  const tried = new Map<string, number>();
  const judged = new Map<string, [Group, string, string]>();
  for (const recording of recordings) {
    const open = leafChanges(recording, seen).flatMap((change) =>
      subjectsOf(change, names)
        .map(([group, name]) => ({ change, group, name, key: `${group} ${name}` }))
        .filter(({ key }) => !judged.has(key) && (tried.get(key) ?? 0) < MOST_TRIED),
    );
    for (const key of new Set(open.map((one) => one.key))) tried.set(key, (tried.get(key) ?? 0) + 1);
    const changes = [...new Set(open.map(({ change }) => change))];
    const results = changes.length === 0 ? [] : scoreLeaves(recording, changes, () => new Set(), noticed);
    const checks = new Map(changes.map((change, index) => [change, results[index]!.check]));
    for (const { change, group, name, key } of open) {
      const check = checks.get(change) ?? null;
      if (check !== null && !judged.has(key)) judged.set(key, [group, name, check]);
    }
  }
  return [...judged.values()];
}

function subjectsOf({ channel, path }: LeafChange, names: Declared['names']): [Group, string][] {
  const [message = '', place = ''] = path.split(' ');
  const item = /item\((\w+)\)/.exec(place)?.[1];
  if (channel === 'events') {
    return [['exec events', message], ...(item === undefined ? [] : [['exec item types', item] as [Group, string]])];
  }
  if (channel !== 'wire') return [];
  const group = (['server notifications', 'server requests'] as const).find((one) => names[one].includes(message));
  return [
    ...(group === undefined ? [] : [[group, message] as [Group, string]]),
    ...(item === undefined ? [] : [['item types', item] as [Group, string]]),
  ];
}
