import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { changeLastProcess, withoutOutput } from '../../mutations/recording.ts';
import { addEventsAfter, appendLine, changeEvents, insertLines, changeStdout } from '../../mutations/stdout.ts';
import { commandEvents } from '../../mutations/sample-items.ts';
import type { ExecEvent } from '../../exec/events.ts';
import { isTerminalEvent, terminalEvent } from '../../exec/transcript.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { linesOf, silenceOf } from '../../queries/exec-lines.ts';
import { fileOf } from '../../queries/process-files.ts';
import { eventRule, execRule, lineRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';

const FAILED = { type: 'turn.failed', error: { message: 'stream disconnected' } };
const TURN_STARTED = '{"type":"turn.started"}';

/** The frame of a stream: its thread, and the start and the end of its turn. */
export const turnChecks: readonly Check[] = [
  execRule({
    id: 'exec/events/thread-started-first',
    clause: 'thread.started is the first event, has a thread id, and occurs once.',
    level: 'must',
    assumes: ['event-stream', 'starts'],
    authority: EVENTS,
    about: 'first events',
    whenNone: 'untestable',
    start: lineRule(() => {
      let isFirst = true;
      return {
        see(line) {
          const event = line.kind === 'event' && line.event.type === 'thread.started' ? line.event : undefined;
          const wasFirst = isFirst;
          isFirst = false;
          if (!wasFirst) return event === undefined ? undefined : 'thread.started is repeated';
          if (event === undefined) return 'the first event is not thread.started';
          return event.thread_id === '' ? 'the thread id is empty' : true;
        },
      };
    }),
    mutants: () => ({
      'never says which thread': changeEvents('thread.started', () => []),
      'says it twice': changeEvents('thread.started', (event) => [event, event]),
      'says it again at the end': changeStdout((lines) => [...lines, lines[0]!]),
      'says it second': changeStdout(([first, second, ...rest]) => [second!, first!, ...rest]),
      'has an empty id': changeEvents('thread.started', (event) => [{ ...event, thread_id: '' }]),
      'begins with an unknown event': insertLines(0, '{"type":"session.ready"}'),
    }),
  }),
  execRule({
    id: 'exec/events/turn-started-once',
    clause: 'turn.started occurs exactly once.',
    level: 'must',
    assumes: ['event-stream', 'starts'],
    authority: EVENTS,
    about: 'turn.started events',
    whenNone: 'untestable',
    start: eventRule(() => {
      let started = false;
      return {
        see({ type }) {
          if (type !== 'turn.started') return undefined;
          if (started) return 'turn.started is repeated';
          started = true;
          return true;
        },
        end: () => (started ? undefined : 'turn.started is missing'),
      };
    }),
    mutants: () => ({
      'never starts the turn': changeEvents('turn.started', () => []),
      'starts the turn twice': changeEvents('turn.started', (event) => [event, event]),
      'starts another turn at the end': changeEvents('turn.completed', (event) => [{ type: 'turn.started' }, event]),
    }),
  }),
  execRule({
    id: 'exec/events/only-warnings-before-turn',
    clause: 'Between thread.started and turn.started there are only errors and warnings: items of the type error.',
    level: 'must',
    assumes: ['event-stream', 'some-start'],
    authority: PROCESSOR,
    about: 'turn.started events',
    whenNone: 'not-applicable',
    start: lineRule(() => {
      let started = false;
      return {
        see(line) {
          if (started) return undefined;
          if (line.kind === 'unknown-item') return `an item of the type ${line.type} before turn.started`;
          if (line.kind !== 'event') return undefined;
          started = line.event.type === 'turn.started';
          if (started) return true;
          return mayComeBeforeTurn(line.event) ? undefined : `${line.event.type} before turn.started`;
        },
      };
    }),
    mutants: () => ({
      'replies before the turn starts': startedAt(-1),
      'ends the turn before it starts': startedAt(Infinity),
      'runs a command before the turn starts': addEventsAfter('thread.started', ...commandEvents('x')),
      'reports an item of its own before the turn starts': addEventsAfter('thread.started', {
        type: 'item.completed',
        item: { id: 'x', type: 'warning', message: 'no metadata' },
      }),
    }),
  }),
  execRule({
    id: 'exec/events/terminal-event-last',
    clause: 'A turn ends with one turn.completed or turn.failed, and nothing follows it.',
    level: 'must',
    assumes: ['event-stream', 'starts', 'turn-uncut'],
    denies: { 'turn-ends': 'the stream ends before the turn' },
    authority: EVENTS,
    about: 'lines',
    whenNone: 'untestable',
    start: lineRule(() => {
      let ended = false;
      return {
        see(line) {
          const ends = line.kind === 'event' && isTerminalEvent(line.event);
          if (ended) return ends ? 'a second event ends the turn' : 'a line after the end of the turn';
          ended = ends;
          return true;
        },
        end: () => (ended ? undefined : 'the stream ends before the turn'),
      };
    }),
    mutants: () => ({
      'never ends the turn': changeEvents('turn.completed', () => []),
      'ends the turn twice': changeEvents('turn.completed', (event) => [event, event]),
      'fails and completes': changeEvents('turn.completed', (event) => [FAILED, event]),
      'says something afterwards': appendLine(
        '{"type":"item.completed","item":{"id":"i","type":"reasoning","text":"…"}}',
      ),
      'says something unknown afterwards': appendLine('{"type":"session.closed"}'),
    }),
  }),
  {
    id: 'exec/turn/completes',
    clause: 'A turn that the model answers ends with turn.completed.',
    level: 'must',
    assumes: ['event-stream', 'starts', 'turn-uncut', 'turn-completes'],
    denies: { 'turn-completes': 'the turn did not complete' },
    authority: EVENTS,
    language: 'exec',
    judge({ processes }) {
      const silent = silenceOf(processes);
      if (silent !== undefined) return untestable(silent);
      const found = processes.flatMap((process) => {
        const end = terminalEvent(linesOf(process));
        if (end?.type === 'turn.completed') return [];
        const actual = end === null ? 'no event ends the turn' : `turn.failed: ${end.error.message}`;
        return [
          {
            message: `process ${process.process}: the turn did not complete`,
            file: fileOf(process, 'stdout'),
            expected: 'turn.completed',
            actual,
          },
        ];
      });
      return failIfAny(found, processes.length, 'turns completed');
    },
    unjudged: () => ({ 'no output': withoutOutput }),
    mutants: () => ({
      'fails the turn': inSequence(
        changeEvents('turn.completed', () => [FAILED]),
        changeLastProcess(() => ({ exit_code: 1 })),
      ),
      'never ends the turn': changeEvents('turn.completed', () => []),
    }),
  },
];

function mayComeBeforeTurn(event: ExecEvent): boolean {
  if (event.type === 'item.completed') return event.item.type === 'error';
  return event.type === 'thread.started' || event.type === 'error';
}

function startedAt(index: number): Mutation {
  return changeStdout((lines) => lines.filter((line) => line !== TURN_STARTED).toSpliced(index, 0, TURN_STARTED));
}
