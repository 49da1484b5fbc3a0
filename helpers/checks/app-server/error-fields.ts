import { isDeepStrictEqual } from 'node:util';
import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, changeTurn } from '../../mutations/wire.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import { answeredTurns } from '../../queries/turn-requests.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { isJsonObject, type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { objectIn } from './fields.ts';

/** The fields of errors agree: with the turn that they end, and with what the provider sent. */
export const errorFieldChecks: readonly Check[] = [
  {
    id: 'app-server/error/same-as-in-turn',
    clause: 'The error notification that precedes a failed turn has the error of that turn, field by field.',
    level: 'must',
    assumes: ['failed-turn'],
    authority: README,
    language: 'app-server',
    judge({ processes }) {
      const judged = processes.flatMap((process) =>
        failuresIn(process).map(({ line, ended, told }): Evidence[] => {
          if (told === undefined || isDeepStrictEqual(ended, told)) return [];
          const texts = { expected: JSON.stringify(ended), actual: JSON.stringify(told) };
          return [{ ...onWire(process, line, 'the error of turn/completed'), ...texts }];
        }),
      );
      return failIfAny(judged.flat(), judged.length, 'failed turns with the error that was reported before');
    },
    mutants: () => ({
      'reports another kind': changeNotifications('error', (params) => [
        { ...params, error: { ...objectIn(params, 'error'), codexErrorInfo: 'another' } },
      ]),
      'adds details': changeNotifications('error', (params) => [
        { ...params, error: { ...objectIn(params, 'error'), additionalDetails: 'more' } },
      ]),
    }),
  },
  {
    id: 'app-server/error/retry-as-announced',
    clause: 'After an error with willRetry the turn goes on; after one without it the turn ends as failed.',
    level: 'must',
    assumes: ['has-turn', 'retries'],
    authority: README,
    language: 'app-server',
    judge({ processes }) {
      const judged = processes.flatMap((process) => errorsIn(process).map((error) => retryFaults(process, error)));
      return failIfAny(judged.flat(), judged.length, 'errors that announce what follows');
    },
    mutants: () => ({
      'announces the opposite': changeNotifications('error', (params) => [
        { ...params, willRetry: params['willRetry'] !== true },
      ]),
      'completes a turn that failed': changeTurn('turn/completed', { status: 'completed', error: null }),
    }),
  },
  {
    id: 'app-server/error/http-status-as-sent',
    clause: 'The httpStatusCode of an error is a status with which the provider answered in its turn.',
    level: 'must',
    assumes: ['reaches-model', 'http-errors'],
    authority: {
      kind: 'schema',
      reference: 'CodexErrorInfo: "When an upstream HTTP status is available, it is forwarded in httpStatusCode"',
    },
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const turns = answeredTurns(recording);
      const judged = recording.processes.flatMap((process) =>
        errorsIn(process).flatMap(({ line, error, turn }) => {
          const status = statusIn(error['codexErrorInfo']);
          if (status === undefined || status === null) return [];
          const own = turns.find((one) => one.process === process && one.id === turn)?.exchanges;
          const statuses = (own ?? modelRequests(recording))
            .map(({ reply }) => reply.status)
            .filter((one) => one !== 200);
          const isSent = statuses.includes(status);
          const expected = `one of ${[...new Set(statuses)].join(', ')}`;
          return [isSent ? [] : [{ ...onWire(process, line, 'httpStatusCode'), expected, actual: String(status) }]];
        }),
      );
      return failIfAny(judged.flat(), judged.length, 'errors with the status of the provider');
    },
    mutants: () => ({
      'adds one to the status': inStatus((status) => status + 1),
      'reports status 0': inStatus(() => 0),
    }),
  },
];

interface ReportedError {
  readonly line: number;
  readonly error: JsonObject;
  readonly turn: unknown;
  readonly willRetry: unknown;
}

function errorsIn(process: ProcessRecord): ReportedError[] {
  return messagesOf(process).flatMap(({ from, line, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'error') return [];
    const params = objectOf(message.params);
    return [{ line, error: objectIn(params, 'error'), turn: params['turnId'], willRetry: params['willRetry'] }];
  });
}

/** Each turn that failed, with the last error before it. */
function failuresIn(process: ProcessRecord): { line: number; ended: unknown; told: unknown }[] {
  return endsIn(process)
    .filter(({ turn }) => turn['status'] === 'failed')
    .map(({ line, turn }) => {
      const told = errorsIn(process).findLast((error) => error.line < line && error.turn === turn['id']);
      return { line, ended: turn['error'], told: told?.error };
    });
}

function endsIn(process: ProcessRecord): { line: number; turn: JsonObject }[] {
  return messagesOf(process).flatMap(({ from, line, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'turn/completed') return [];
    return [{ line, turn: objectIn(objectOf(message.params), 'turn') }];
  });
}

function retryFaults(process: ProcessRecord, { line, turn, willRetry }: ReportedError): Evidence[] {
  const end = endsIn(process).find((one) => one.line > line && one.turn['id'] === turn);
  if (end === undefined || typeof willRetry !== 'boolean') return [];
  const later = errorsIn(process).some((one) => one.line > line && one.line < end.line && one.turn === turn);
  const goesOn = later || end.turn['status'] !== 'failed';
  if (goesOn === willRetry) return [];
  return [{ ...onWire(process, line, 'willRetry'), expected: String(goesOn), actual: String(willRetry) }];
}

/** The `httpStatusCode` in a `codexErrorInfo`; undefined if it has none. */
function statusIn(info: unknown): number | null | undefined {
  const [inner] = isJsonObject(info) ? Object.values(info) : [];
  const status = objectOf(inner)['httpStatusCode'];
  return typeof status === 'number' || status === null ? status : undefined;
}

/** Changes the status in the error notifications and, alike, in the turns that they end. */
function inStatus(change: (status: number) => number): Mutation {
  const changed = (error: JsonObject): JsonObject => {
    const info = error['codexErrorInfo'];
    const status = statusIn(info);
    if (typeof status !== 'number' || !isJsonObject(info)) return error;
    const [kind] = Object.keys(info);
    return { ...error, codexErrorInfo: { [kind!]: { httpStatusCode: change(status) } } };
  };
  return inSequence(
    changeNotifications('error', (params) => [{ ...params, error: changed(objectIn(params, 'error')) }]),
    changeNotifications('turn/completed', (params) => {
      const turn = objectIn(params, 'turn');
      return [isJsonObject(turn['error']) ? { ...params, turn: { ...turn, error: changed(turn['error']) } } : params];
    }),
  );
}
