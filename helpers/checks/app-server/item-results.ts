import type { Check } from '../check.ts';
import { NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { README } from './authorities.ts';
import { listIn, textIn } from './fields.ts';
import { turnEvents } from './turn-events.ts';
import { changeWireItems } from '../../mutations/wire.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

const commands = (change: JsonObject) =>
  changeWireItems('item/completed', 'commandExecution', (item) => ({ ...item, ...change }));
const changes = (change: (all: readonly JsonObject[]) => readonly JsonObject[]) =>
  changeWireItems('item/completed', 'fileChange', (item) => ({
    ...item,
    changes: change(item['changes'] as JsonObject[]),
  }));

/** What completed commands and changes of files tell. */
export const itemResultChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/item/command-exit-code',
    clause: 'A command that completed has exit code 0, one that failed another, and one that was declined none.',
    level: 'must',
    assumes: ['command-ends'],
    authority: README,
    about: 'commands that were completed',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, () => ({
      see(event) {
        if (event.kind !== 'item-completed' || event.type !== 'commandExecution') return undefined;
        const message = oddExit(event.item);
        return message === undefined
          ? NO_VIOLATIONS
          : [{ message, line: event.line, actual: JSON.stringify(event.item) }];
      },
    })),
    mutants: () => ({
      'leaves out the exit code of a success': commands({ status: 'completed', exitCode: null }),
      'completes with exit code 1': commands({ status: 'completed', exitCode: 1 }),
      'fails with exit code 0': commands({ status: 'failed', exitCode: 0 }),
      'is in progress': commands({ status: 'inProgress' }),
    }),
  }),
  wireRule({
    id: 'app-server/item/file-change-tells-diff',
    clause: 'A change of files that completed names each file with the kind of the change and its diff.',
    level: 'must',
    assumes: ['file-changes'],
    authority: README,
    about: 'changes of files that completed',
    whenNone: 'not-applicable',
    start: ruleOn(turnEvents, () => ({
      see(event) {
        if (event.kind !== 'item-completed' || event.type !== 'fileChange') return undefined;
        if (event.item['status'] !== 'completed') return undefined;
        const changes = listIn(event.item, 'changes').map(objectOf);
        if (changes.length > 0 && changes.every(isWhole)) return NO_VIOLATIONS;
        const actual = JSON.stringify(event.item['changes']);
        return [{ message: 'a path, a kind or a diff is missing', line: event.line, actual }];
      },
    })),
    mutants: () => ({
      'names no file': changes(() => []),
      'leaves out the diff': changes((all) => all.map(({ path, kind }) => ({ path, kind }))),
      'has an empty diff': changes((all) => all.map((change) => ({ ...change, diff: '' }))),
      'leaves out the kind': changes((all) => all.map(({ path, diff }) => ({ path, diff }))),
    }),
  }),
];

function oddExit({ status, exitCode = null }: JsonObject): string | undefined {
  if (status === 'completed') return exitCode === 0 ? undefined : 'a command completed, but not with exit code 0';
  if (status === 'failed') return exitCode === 0 ? 'a command failed with exit code 0' : undefined;
  if (status === 'declined') return exitCode === null ? undefined : 'a command was declined, but has an exit code';
  return `a command is completed and its status is ${String(status)}`;
}

function isWhole(change: JsonObject): boolean {
  const kind = change['kind'] ?? null;
  return kind !== null && (textIn(change, 'path') ?? '') !== '' && (textIn(change, 'diff') ?? '') !== '';
}
