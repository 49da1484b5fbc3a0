import { changeModelRequests, changeRequestBodies } from '../../mutations/model-requests.ts';
import { inSequence } from '../../mutations/mutation.ts';
import { changeEachProcess, changeFiles, changeLastProcess, replacePrinted } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { isTerminalEvent } from '../../exec/transcript.ts';
import { eventsOf } from '../../queries/exec-events.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import { printedThreadId, threadIdsSentToModel } from '../../queries/thread-ids.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import type { Check } from '../check.ts';
import { agreement, type Compared } from './agreement.ts';
import { EVENTS } from './authorities.ts';

/** What frames the stream of a process, also where other processes of the scenario refuse to start. */
export const frameChecks: readonly Check[] = [
  agreement({
    id: 'exec/events/frame-of-each-asker',
    clause:
      'A process that sends the model a request prints thread.started first, turn.started once, and, unless it is cut off, the end of the turn that matches its exit code.',
    level: 'must',
    assumes: ['event-stream', 'reaches-model'],
    denies: { 'turn-ends': 'no end of the turn' },
    authority: EVENTS,
    about: 'processes that asked the model',
    needsModel: true,
    compare(process, recording) {
      if (modelRequests(recording, process.process).length === 0) return [];
      const types = eventsOf(process).map(({ type }) => type);
      const isCut = (recording.expected.breaks?.includes('turn-uncut') ?? false) || process.ended_by !== 'itself';
      const ends = eventsOf(process).flatMap((event) => (isTerminalEvent(event) ? [event.type] : []));
      const expected = inWords(
        'thread.started',
        1,
        isCut ? ends : [process.exit_code === 0 ? 'turn.completed' : 'turn.failed'],
      );
      const started = types.filter((type) => type === 'turn.started').length;
      const actual = inWords(linesOf(process)[0]?.kind === 'event' ? types[0] : undefined, started, ends);
      return [actual === expected || { message: 'the events that frame the turn differ', expected, actual }];
    },
    mutants: () => ({
      'never reports the thread': changeEvents('thread.started', () => []),
      'never starts the turn': changeEvents('turn.started', () => []),
      'never ends the turn': changeEvents('turn.completed', () => []),
      'completes a turn and exits with 3': changeLastProcess(() => ({ exit_code: 3 })),
      'prints nothing': changeEachProcess(() => ({ stdout: '' })),
    }),
    unjudged: () => ({ 'no request': (recording) => ({ ...recording, model: [] }) }),
  }),
  agreement({
    id: 'exec/events/thread-id-agrees',
    clause:
      'The printed thread id is the one in the requests to the model; for a review and without requests, the one of a session file.',
    level: 'should',
    assumes: ['event-stream', 'some-start'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/core: prompt_cache_key and the session header' },
    about: 'thread ids',
    needsModel: true,
    compare(process, recording): readonly Compared[] {
      const printed = printedThreadId(process);
      const elsewhere = idsElsewhere(process, recording);
      if (printed === null || elsewhere.length === 0) return [];
      if (elsewhere.includes(printed)) return [true];
      return [{ message: 'another thread id', expected: [...new Set(elsewhere)].join(' or '), actual: printed }];
    },
    mutants: () => ({
      'prints another id': replacePrinted(
        ({ processes }) => printedThreadId(processes.at(-1)!)!,
        () => '01a20329-be70-7183-8018-9048882309e1',
      ),
      'asks the model in another thread': inSequence(
        changeRequestBodies((body) => ({ ...body, prompt_cache_key: 'another' })),
        changeModelRequests((exchange) => [{ ...exchange, headers: [] }]),
      ),
    }),
    unjudged: () => ({
      'no other source': inSequence(
        (recording) => ({ ...recording, model: [] }),
        changeFiles(() => []),
      ),
    }),
  }),
];

/** The ids of the requests of a process, or of all where it runs beside another; of session files where there are none. */
function idsElsewhere(process: ProcessRecord, recording: Recording): string[] {
  const own = modelRequests(recording, process.process);
  const asked = (own.length > 0 ? own : modelRequests(recording)).flatMap(threadIdsSentToModel);
  // A reviewer asks the model in a thread of its own; the thread of the program is the one that is kept.
  if (asked.length > 0 && !process.argv.includes('review')) return asked;
  return recording.files.flatMap(
    ({ path }) => /\/rollout-.*?-([0-9a-f]{8}-[0-9a-f-]{27})\.jsonl$/.exec(path)?.slice(1) ?? [],
  );
}

function inWords(first: string | undefined, started: number, ends: readonly string[]): string {
  return `${first ?? 'no event'} first, ${started} turn.started, ${ends.join(', ') || 'no end of the turn'}`;
}
