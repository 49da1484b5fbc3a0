import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { changeEachProcess } from '../../mutations/recording.ts';
import { changeEvents } from '../../mutations/stdout.ts';
import { CONFIGURATION, PROCESSOR } from '../../checks/exec/authorities.ts';
import { RETRY_NOTICE } from '../../checks/exec/errors.ts';
import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { eventsOf } from '../../queries/exec-events.ts';
import { modelRequests, unasked } from '../../queries/model-requests.ts';
import { fileOf } from '../../queries/process-files.ts';
import type { ModelExchange, ProcessRecord } from '../../recording/recording.ts';
import type { JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';

/** The number of a retry, in new versions and in 0.45. */
const NUMBER = /(?<=^Reconnecting\.\.\. |; retrying )(\d+)(?=\/\d+)/;

const announced: Check = {
  id: 'exec/retries/announced',
  clause: 'Each retry after a stream that broke off is announced by its own error event.',
  level: 'must',
  authority: PROCESSOR,
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const missing = unasked(recording);
    if (missing !== undefined) return untestable(missing);
    const retriesOf = ({ process }: ProcessRecord): number =>
      modelRequests(recording, process)
        .slice(0, -1)
        .filter(({ reply }) => !reply.body.includes('response.completed')).length;
    const all = recording.processes.map(retriesOf).reduce((sum, one) => sum + one, 0);
    const found = recording.processes.flatMap((process) => {
      const retries = retriesOf(process);
      const notices = eventsOf(process).filter((event) => event.type === 'error' && RETRY_NOTICE.test(event.message));
      if (notices.length >= retries) return [];
      const message = `process ${process.process}: ${notices.length} announced retries, expected at least ${retries}`;
      return [{ message, file: fileOf(process, 'stdout') }];
    });
    return failIfAny(found, all, 'retries, each announced');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'tries again in silence': changeEvents('error', () => []),
    'words it as the end': changeEvents('error', (event) => [{ ...event, message: 'stream disconnected' }]),
  }),
};

const countedUp: Check = {
  id: 'exec/retries/counted-up',
  clause: 'The retries of one request are numbered from 1, each announced with the next number.',
  level: 'should',
  authority: { kind: 'source', reference: 'openai/codex codex-rs/core/src/session/turn.rs: Reconnecting... {n}/{max}' },
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const judged = recording.processes.flatMap((process) => {
      const expected = retryNumbers(modelRequests(recording, process.process));
      const actual = linesOf(process).flatMap((line) => {
        const number =
          line.kind === 'event' && line.event.type === 'error' ? NUMBER.exec(line.event.message)?.[1] : undefined;
        return number === undefined ? [] : [{ line: line.line, number: Number(number) }];
      });
      return actual.map((one, index) => ({ process, ...one, expected: expected[index] }));
    });
    const found = judged
      .filter(({ expected, number }) => expected !== number)
      .map(({ process, line, expected, number }) => ({
        message: `process ${process.process}: number of a retry`,
        file: fileOf(process, 'stdout'),
        line,
        expected: String(expected ?? 'no retry'),
        actual: String(number),
      }));
    return failIfAny(found, judged.length, 'retries, each with the next number');
  },
  unjudged: () => ({ 'no retry': changeEvents('error', () => []) }),
  mutants: () => ({
    'counts from 2': changeEvents('error', (event) => [{ ...event, message: renumbered(event, (one) => one + 1) }]),
    'counts from 0': changeEvents('error', (event) => [{ ...event, message: renumbered(event, (one) => one - 1) }]),
  }),
};

const noMoreThanAllowed: Check = {
  id: 'exec/retries/no-more-than-allowed',
  clause: 'A stream that breaks off is retried no more often than stream_max_retries allows.',
  level: 'must',
  authority: CONFIGURATION,
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const missing = unasked(recording);
    if (missing !== undefined) return untestable(missing);
    const found = recording.processes.flatMap(({ process, argv }) => {
      const allowed = 1 + Number(/stream_max_retries=(\d+)/.exec(argv.join(' '))?.[1] ?? 0);
      const sent = modelRequests(recording, process).length;
      if (sent <= allowed) return [];
      return [{ message: `process ${process}: ${sent} requests, expected at most ${allowed}`, file: 'model.jsonl' }];
    });
    return failIfAny(found, recording.model.length, 'requests, as many as are allowed');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'tries once more': (recording) => ({ ...recording, model: [...recording.model, recording.model.at(-1)!] }),
    'is allowed less': changeEachProcess(({ argv }) => ({
      argv: argv.map((word) => word.replace(/stream_max_retries=\d+/, 'stream_max_retries=1')),
    })),
  }),
};

/** Retries of requests whose stream breaks off. */
export const retryChecks = beside({
  'exec/retries/stream-cut-twice': [announced, countedUp],
  'exec/retries/used-up': [announced, countedUp, noMoreThanAllowed],
  'exec/retries/cut-after-command': [announced],
});

function renumbered({ message }: JsonObject, change: (number: number) => number): string {
  return String(message).replace(NUMBER, (number) => String(change(Number(number))));
}

/** The number of each retry of a stream that broke off: how often its request was sent before. */
function retryNumbers(requests: readonly ModelExchange[]): number[] {
  let number = 0;
  return requests.slice(0, -1).flatMap(({ reply }) => {
    number = reply.body.includes('response.completed') ? 0 : number + 1;
    return number === 0 ? [] : [number];
  });
}
