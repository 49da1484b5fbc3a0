import { isDeepStrictEqual } from 'node:util';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastObject } from '../../mutations/wire-objects.ts';
import { turnObjects, type ReportedTurn } from '../../queries/wire-objects.ts';
import type { Recording } from '../../recording/recording.ts';
import type { JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn } from './fields.ts';
import { fieldFault } from './object-agreement.ts';

/** The turns that a server reports agree with each other: in responses, in notifications and in the history of a thread. */
export const turnObjectChecks: readonly Check[] = [
  {
    id: 'app-server/turn/start-fields-agree',
    clause: 'All reports of a started turn have the same root turn and start time.',
    level: 'must',
    assumes: ['has-turn'],
    authority: README,
    language: 'app-server',
    judge: (recording) => agreement(recording, startFaults, 'turns with the fields of turn/started'),
    mutants: () => ({
      'completes with another start time': inLastEnded('startedAt', () => 1),
      'completes without a start time': inLastEnded('startedAt', (value) => (value === null ? 1 : null)),
    }),
  },
  {
    id: 'app-server/turn/end-fields-agree',
    clause:
      'A turn in progress has no error, end or duration; all reports after turn/completed have its status, error, end and duration.',
    level: 'must',
    assumes: ['has-turn', 'turn-ends'],
    authority: README,
    language: 'app-server',
    judge: (recording) => agreement(recording, endFaults, 'turns, open or with the fields of turn/completed'),
    mutants: () => ({
      'starts with a duration': inFirst('durationMs', () => 1),
      'starts with an error': inFirst('error', () => ({ message: 'none' })),
      'starts with an end time': inFirst('completedAt', () => 1),
    }),
  },
  {
    id: 'app-server/turn/items-view',
    clause:
      'The items of a turn are empty where its itemsView is notLoaded; whole threads have full turns, other messages do not.',
    level: 'must',
    assumes: ['has-turn'],
    authority: {
      kind: 'schema',
      reference: 'TurnItemsView: "notLoaded" is "intentionally empty", "full" has every item',
    },
    language: 'app-server',
    judge: (recording) => agreement(recording, viewFaults, 'turns with the itemsView of their items'),
    mutants: () => ({
      'starts with full items': inFirst('itemsView', () => 'full'),
      'starts with a summary': inFirst('itemsView', () => 'summary'),
    }),
  },
];

function agreement(
  recording: Recording,
  faultsIn: (turns: readonly ReportedTurn[]) => readonly Evidence[] | undefined,
  what: string,
): CheckOutcome {
  const turns = [...Map.groupBy(turnObjects(recording), ({ key }) => key).values()];
  const judged = turns.map(faultsIn).filter((faults) => faults !== undefined);
  return failIfAny(judged.flat(), judged.length, what);
}

const START_FIELDS = ['rootTurnId', 'startedAt'];

function startFaults(turns: readonly ReportedTurn[]): readonly Evidence[] | undefined {
  const started = turns.find(({ method }) => method === 'turn/started');
  if (started === undefined || !START_FIELDS.some((field) => field in started.value)) return undefined;
  return turns.flatMap((turn) =>
    START_FIELDS.filter((field) => {
      const [expected, actual] = [started.value[field], turn.value[field]];
      // The response to the request that starts a turn, or adds to it, need not know.
      const isEarly = actual === null && turn.answered && turn.path === 'result.turn';
      return !isEarly && !isDeepStrictEqual(actual, expected);
    }).map((field) => fieldFault(turn, field, { expected: started.value[field], actual: turn.value[field] })),
  );
}

const OPEN: JsonObject = { status: 'inProgress', error: null, completedAt: null, durationMs: null };
const END_FIELDS = ['status', 'error', 'completedAt', 'durationMs'];

function endFaults(turns: readonly ReportedTurn[]): readonly Evidence[] | undefined {
  const ended = turns.find(({ method }) => method === 'turn/completed');
  const fields = END_FIELDS.filter((field) => turns.some(({ value }) => field in value));
  if (ended === undefined && !turns.some(({ value }) => value['status'] === 'inProgress')) return undefined;
  return turns.flatMap((turn) => {
    const isOver =
      ended !== undefined &&
      (turn.process.process > ended.process.process || (turn.process === ended.process && turn.line >= ended.line));
    const expected: JsonObject = isOver ? ended.value : OPEN;
    // A process that was killed leaves a turn without an end; a later one reports it as interrupted.
    if (ended === undefined && turn.process !== turns[0]!.process) return [];
    return fields
      .filter((field) => field in turn.value || field in expected)
      .filter((field) => !isDeepStrictEqual(turn.value[field] ?? null, expected[field] ?? null))
      .map((field) => fieldFault(turn, field, { expected: expected[field], actual: turn.value[field] }));
  });
}

function viewFaults(turns: readonly ReportedTurn[]): readonly Evidence[] | undefined {
  const viewed = turns.filter(({ value }) => 'itemsView' in value);
  if (viewed.length === 0) return undefined;
  return viewed.flatMap((turn) => {
    const { value, path } = turn;
    const isWhole = path.endsWith('.turns[]');
    const expected = isWhole ? 'full' : listIn(value, 'items').length === 0 ? 'notLoaded' : 'summary';
    const actual = value['itemsView'];
    return actual === expected ? [] : [fieldFault(turn, 'itemsView', { expected, actual })];
  });
}

function inLastEnded(field: string, change: (value: unknown) => unknown): Mutation {
  return changeLastObject(
    (recording) => turnObjects(recording).filter(({ method }) => method === 'turn/completed'),
    (turn) => ({ ...turn, [field]: change(turn[field]) }),
  );
}

function inFirst(field: string, change: (value: unknown) => unknown): Mutation {
  return changeLastObject(
    (recording) =>
      turnObjects(recording)
        .filter(({ method }) => method === 'turn/started')
        .slice(0, 1),
    (turn) => ({ ...turn, [field]: change(turn[field]) }),
  );
}
