import { namedThreads } from '../app-server/threads.ts';
import { changeArrivals, toldAtEnd, withoutArrivals } from '../mutations/arrivals.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { changeEvents } from '../mutations/stdout.ts';
import { isNotification, removeMessages } from '../mutations/wire.ts';
import { cacheKeyOf, modelRequests } from '../queries/model-requests.ts';
import { fileOf } from '../queries/process-files.ts';
import { printedThreadIds } from '../queries/thread-ids.ts';
import { knowsArrivals, toldBy, type Told } from '../queries/told-events.ts';
import type { Language } from '../recording/mode.ts';
import type { ModelProgress, ProcessRecord, Recording, ToldEvent } from '../recording/recording.ts';
import { objectOf } from '../util/json-object.ts';
import { README } from './app-server/authorities.ts';
import { EVENTS } from './exec/authorities.ts';
import { failIfAny, failOrUntestable, notApplicable, type Check } from './check.ts';
import type { Evidence } from './verdict.ts';

/** The documentation of exec. */
const STREAMED = {
  kind: 'documented',
  reference: 'Codex documentation, Non-interactive mode: --json streams events while codex runs',
} as const;

const TURN = /^turn\/(?:started|completed)$/;

const UNKNOWN = 'the arrivals of lines were not recorded';

/** Events and notifications arrive in time. Measured in steps of the model, without a clock. */
export const toldChecks: readonly Check[] = [
  toldInTime('exec/events/told-while-running', 'exec', 'event', {
    'prints all its events at the end': toldAtEnd,
    'starts a command after its end': changeArrivals(['item.started command_execution'], later),
    'completes a command after the next reply': changeArrivals(['item.completed command_execution'], later),
    'never starts a command': changeEvents('item.started', () => []),
  }),
  toldInTime('app-server/notifications/told-while-running', 'app-server', 'notification', {
    'sends all notifications at the end': toldAtEnd,
    'starts the turn when the reply is complete': changeArrivals(['turn/started'], later),
    'streams a message when it is complete': changeArrivals(['item/agentMessage/delta'], ended),
    'never streams a message': removeMessages(isNotification('item/agentMessage/delta')),
  }),
  {
    id: 'exec/thread/told-before-first-reply',
    clause: 'thread.started arrives before the end of the first reply of the model to its thread.',
    level: 'should',
    assumes: ['event-stream', 'starts', 'starts-thread', 'reaches-model'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/src/lib.rs: the session is announced first' },
    language: 'exec',
    needsModel: true,
    judge(recording) {
      const pairs = recording.processes.filter(knowsArrivals).flatMap((process) => {
        const start = toldBy(process).find(({ name }) => name === 'thread.started');
        const [first] = requestsOf(recording, process, printedThreadIds(process)[0]);
        return start?.model === undefined || first === undefined ? [] : [{ process, start, model: start.model, first }];
      });
      if (pairs.length === 0) return notApplicable(UNKNOWN);
      const found = pairs
        .filter(({ model, first }) => !isInTime({ before: 'end of reply', request: first }, model))
        .map(({ process, start, model, first }) => ({
          ...placeOf(process, start),
          message: 'thread.started arrives late',
          expected: `before the end of the reply to request ${first}`,
          actual: progressOf(model),
        }));
      return failIfAny(found, pairs.length, `threads, each announced before the end of the first reply to it`);
    },
    unjudged: () => ({ 'arrivals that were not recorded': withoutArrivals }),
    mutants: () => ({
      'announces the thread when the first reply is complete': changeArrivals(['thread.started'], later),
      'announces the thread with the third request': changeArrivals(['thread.started'], ({ requests }) => ({
        requests: requests + 3,
        open: [requests + 3],
      })),
    }),
  },
  {
    id: 'run/turn/told-after-last-reply',
    clause: 'A turn is reported as completed only after the last reply of the model to its thread has ended.',
    level: 'should',
    assumes: ['event-stream', 'starts', 'has-turn', 'turn-completes', 'no-extra-requests', 'last-response'],
    authority: EVENTS,
    needsModel: true,
    judge(recording) {
      const ends = recording.processes.filter(knowsArrivals).flatMap((process) =>
        lastEnds(process).flatMap(({ end, thread }) => {
          const own = requestsOf(recording, process, thread);
          return end.model === undefined || own.length === 0 ? [] : [{ process, end, model: end.model, own }];
        }),
      );
      if (ends.length === 0) return notApplicable(UNKNOWN);
      const found = ends.flatMap(({ process, end, model, own }) => {
        const left = own.filter((request) => request > model.requests || model.open.includes(request));
        if (left.length === 0) return [];
        const expected = `after the reply to request ${left.at(-1)}`;
        return [
          { ...placeOf(process, end), message: `${end.name} arrives early`, expected, actual: progressOf(model) },
        ];
      });
      return failIfAny(found, ends.length, `turns, each completed after the last reply to its thread`);
    },
    unjudged: () => ({ 'arrivals that were not recorded': withoutArrivals }),
    mutants: () => ({
      'completes the turn before the first request': changeArrivals(['turn.completed', 'turn/completed'], () => ({
        requests: 0,
        open: [],
      })),
      'completes the turn while the model is streaming': changeArrivals(
        ['turn.completed', 'turn/completed'],
        ({ requests }) => ({ requests, open: [requests] }),
      ),
    }),
  },
];

function toldInTime(id: string, language: Language, kind: string, mutants: Readonly<Record<string, Mutation>>): Check {
  return {
    id,
    clause: `Each ${kind} for which the model or a command waits arrives before they go on.`,
    level: 'must',
    assumes: ['waits-for-program'],
    authority: language === 'exec' ? STREAMED : README,
    language,
    needsModel: true,
    judge({ expected: { told = [] }, processes }) {
      const known = processes.filter(knowsArrivals);
      if (told.length === 0 || known.length === 0) return notApplicable(UNKNOWN);
      const found: Evidence[] = [];
      const missing: string[] = [];
      for (const one of told) {
        const process = processes.find(({ process }) => process === one.process);
        const first = process === undefined ? undefined : toldBy(process).find(({ name }) => name === one.event);
        if (process === undefined) missing.push(`process ${one.process} was not started`);
        else if (first === undefined) found.push({ message: `${one.event} never arrives`, file: fileFor(process) });
        else if (first.model === undefined) missing.push(`${one.event}: ${UNKNOWN}`);
        else if (!isInTime(one, first.model)) found.push(late(process, one, first, first.model));
      }
      return failOrUntestable(found, missing, told.length, `${kind}s, each while the model or a command waited for it`);
    },
    unjudged: () => ({ 'arrivals that were not recorded': withoutArrivals }),
    mutants: () => mutants,
  };
}

function isInTime(
  { before, request }: Pick<ToldEvent, 'before' | 'request'>,
  { requests, open }: ModelProgress,
): boolean {
  return requests < request || (before === 'end of reply' && requests === request && open.includes(request));
}

function late(
  process: ProcessRecord,
  { event, before, request }: ToldEvent,
  told: Told,
  model: ModelProgress,
): Evidence {
  const expected =
    before === 'request' ? `before request ${request}` : `before the end of the reply to request ${request}`;
  return { ...placeOf(process, told), message: `${event} arrives late`, expected, actual: progressOf(model) };
}

/** The completion of the last turn of each thread of a process. */
function lastEnds(process: ProcessRecord): { readonly end: Told; readonly thread: string | undefined }[] {
  const told = toldBy(process);
  if (process.wire.length === 0) {
    return told
      .filter(({ name }) => name === 'turn.completed')
      .map((end) => ({ end, thread: printedThreadIds(process)[0] }));
  }
  return namedThreads(process.wire).flatMap(({ id }) => {
    const end = told.findLast(({ name, value }) => TURN.test(name) && value['threadId'] === id);
    if (end?.name !== 'turn/completed' || objectOf(end.value['turn'])['status'] !== 'completed') return [];
    return [{ end, thread: id }];
  });
}

/** The numbers, among all, of the requests that a process made for a thread. */
function requestsOf(recording: Recording, { process }: ProcessRecord, thread: string | undefined): number[] {
  return modelRequests(recording).flatMap((exchange, index) =>
    exchange.process === process && cacheKeyOf(exchange) === thread ? [index + 1] : [],
  );
}

function progressOf({ requests, open }: ModelProgress): string {
  const unfinished = open.length === 0 ? 'each reply ended' : `the reply to ${open.join(' and ')} not ended`;
  return requests === 0 ? 'before any request' : `after request ${requests}, ${unfinished}`;
}

function placeOf(process: ProcessRecord, { line }: Told): Pick<Evidence, 'file' | 'line'> {
  return { file: fileFor(process), line };
}

function fileFor(process: ProcessRecord): string {
  return fileOf(process, process.wire.length > 0 ? 'wire' : 'stdout');
}

/** When one more request has reached the model. */
function later({ requests }: ModelProgress): ModelProgress {
  return { requests: requests + 1, open: [] };
}

function ended({ requests }: ModelProgress): ModelProgress {
  return { requests, open: [] };
}
