import { changeNotifications, isNotification, removeMessages } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { changeShown, type FileChange } from './patches.ts';

/** The diff of a turn agrees with the changes of files in it. */
export const turnDiffChecks: readonly Check[] = [
  {
    id: 'app-server/turn/diff-of-changes',
    clause: 'The diff of a turn has the lines that its changes of files add and remove, and follows each of them.',
    level: 'must',
    assumes: ['file-changes', 'turn-ends'],
    authority: README,
    language: 'app-server',
    judge({ processes }) {
      let compared = 0;
      const found = processes.flatMap((process) =>
        turnsWithChanges(process).flatMap(({ turn, steps }): Evidence[] => {
          const changes: FileChange[] = [];
          let due: number | null = null;
          const faults = steps.flatMap((step): Evidence[] => {
            if ('changes' in step) {
              changes.push(...step.changes);
              due = step.line;
              return [];
            }
            due = null;
            compared += 1;
            return diffFaults(process, turn, step, changes);
          });
          const place = `turn ${turn}: no turn/diff/updated after the change`;
          return due === null ? faults : [...faults, onWire(process, due, place)];
        }),
      );
      return failIfAny(found, compared, 'diffs with the changes of their turn');
    },
    mutants: () => ({
      'adds another line': changeDiffs((diff) => diff.replace(/^\+(?!\+).*$/m, '+another')),
      'leaves out the added lines': changeDiffs((diff) => diff.replaceAll(/^\+(?!\+).*\n?/gm, '')),
      'names another file': changeDiffs((diff) => diff.replaceAll(/^(\+\+\+ b\/).*$/gm, '$1elsewhere')),
      'sends no diff': removeMessages(isNotification('turn/diff/updated')),
    }),
  },
];

interface DiffStep {
  readonly line: number;
  readonly diff: string;
}

type Step = DiffStep | { readonly line: number; readonly changes: readonly FileChange[] };

/** The changes of files and the diffs of each turn, in order. */
function turnsWithChanges(process: ProcessRecord): { turn: string; steps: Step[] }[] {
  const turns = new Map<string, Step[]>();
  const completed = new Set<string>();
  for (const { from, line, message } of messagesOf(process)) {
    if (from === 'client' || message.kind !== 'notification') continue;
    const params = objectOf(message.params);
    const step = stepIn(message.method, line, params, completed);
    const turn = textIn(params, 'turnId');
    if (step !== null && turn !== null) turns.set(turn, [...(turns.get(turn) ?? []), step]);
  }
  return [...turns].map(([turn, steps]) => ({ turn, steps }));
}

function stepIn(method: string, line: number, params: JsonObject, completed: Set<string>): Step | null {
  const diff = textIn(params, 'diff');
  if (method === 'turn/diff/updated' && diff !== null) return { line, diff };
  const item = objectIn(params, 'item');
  if (method !== 'item/completed' || item['type'] !== 'fileChange' || item['status'] !== 'completed') return null;
  const id = JSON.stringify([params['turnId'], item['id']]);
  if (completed.has(id)) return null;
  completed.add(id);
  return { line, changes: listIn(item, 'changes').map(changeShown) };
}

/** What the files that a turn created have been given so far, by path: lines in any order. */
function createdFiles(changes: readonly FileChange[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const { path, kind, movedTo, added, removed } of changes) {
    const before = files.get(path);
    if (kind === 'add') files.set(path, added);
    if (kind === 'delete') files.delete(path);
    if (kind !== 'update' || before === undefined) continue;
    files.delete(path);
    files.set(movedTo ?? path, [...without(before, removed), ...added]);
  }
  return files;
}

function without(lines: readonly string[], removed: readonly string[]): string[] {
  const left = [...lines];
  for (const line of removed) {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

function diffFaults(
  process: ProcessRecord,
  turn: string,
  { line, diff }: DiffStep,
  changes: readonly FileChange[],
): Evidence[] {
  const place = (about: string): Evidence => onWire(process, line, `turn ${turn}: ${about} in the diff`);
  const shown = sectionsOf(diff);
  const created = createdFiles(changes);
  const added = new Set(changes.flatMap((change) => change.added));
  const removed = new Set(changes.flatMap((change) => change.removed));
  const paths = changes.flatMap(({ path, movedTo }) => [path, ...(movedTo === null ? [] : [movedTo])]);
  return [
    ...shown
      .filter(({ path }) => !paths.some((own) => own === path || own.endsWith(`/${path}`)))
      .map(({ path }) => ({ ...place('a file'), expected: paths.join(', ') || 'none', actual: path })),
    ...shown.flatMap((section) => [
      ...section.added.filter((text) => !added.has(text)).map((actual) => ({ ...place('an added line'), actual })),
      ...section.removed
        .filter((text) => !removed.has(text) && !added.has(text))
        .map((actual) => ({ ...place('a removed line'), actual })),
    ]),
    ...[...created].flatMap(([path, lines]) => {
      const own = shown.find((section) => path === section.path || path.endsWith(`/${section.path}`));
      const [expected, actual] = [lines.toSorted().join('\n'), (own?.added ?? []).toSorted().join('\n')];
      return expected === actual ? [] : [{ ...place(`the lines of ${path}`), expected, actual: actual || 'none' }];
    }),
  ];
}

interface DiffSection {
  /** The new path of the file; the old one of a deleted file. */
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function sectionsOf(diff: string): DiffSection[] {
  return diff
    .split(/^(?=diff --git )/m)
    .filter((section) => section.startsWith('diff --git '))
    .map((section) => {
      const lines = section.split('\n');
      const body = lines.slice(lines.findIndex((line) => line.startsWith('@@')));
      const header = (sign: string): string | undefined =>
        lines.find((line) => line.startsWith(`${sign} `) && !line.endsWith('/dev/null'))?.slice(6);
      const signed = (sign: string): string[] =>
        body.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
      const renamed = /^rename to (?<path>.*)$/m.exec(section)?.groups?.['path'];
      return {
        path: header('+++') ?? header('---') ?? renamed ?? '',
        added: signed('+'),
        removed: signed('-'),
      };
    });
}

function changeDiffs(change: (diff: string) => string): ReturnType<typeof changeNotifications> {
  return changeNotifications('turn/diff/updated', (params) => [{ ...params, diff: change(String(params['diff'])) }]);
}
