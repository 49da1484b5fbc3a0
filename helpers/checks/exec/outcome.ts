import type { ModelExchange } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import { asksToGoOn } from '../../queries/model-requests.ts';
import { PROCESSOR } from './authorities.ts';
import { askedBy, eventsOf, inputTokensIn, unasked } from '../../queries/exec-events.ts';
import { RETRY_NOTICE } from './errors.ts';

const CONFIGURATION = {
  kind: 'documented',
  reference: 'Codex documentation, Configuration reference: request_max_retries, stream_max_retries',
} as const;

/** How turns end that do not go well, and what they cost. */
export const outcomeChecks: readonly Check[] = [
  failure({
    id: 'exec/errors/failure-ends-turn',
    clause: 'A turn that the model fails for good ends with one turn.failed and an exit code other than 0.',
    level: 'must',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/server_error_exit.rs' },
    scenarios: [
      'exec/errors/http-statuses',
      'exec/errors/response-failed',
      'exec/errors/stream-cut',
      'exec/errors/silent-model',
      'exec/errors/no-key',
      'exec/retries/used-up',
      'exec/retries/none-after-each-part',
    ],
  }),
  failure({
    id: 'exec/errors/refused-connection-given-up',
    clause: 'Where nobody listens, the turn fails once the attempts that the provider allows are used up.',
    level: 'should',
    authority: CONFIGURATION,
    scenarios: ['exec/errors/connection-refused'],
  }),
  {
    id: 'exec/retries/announced',
    clause: 'Each attempt that follows a stream that broke off is announced by an error event of its own.',
    level: 'must',
    authority: PROCESSOR,
    language: 'exec',
    scenarios: ['exec/retries/stream-cut-twice', 'exec/retries/used-up', 'exec/retries/cut-after-command'],
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const found = recording.processes.flatMap((process) => {
        const repeated = askedBy(recording, process).slice(0, -1).filter(brokeOff).length;
        const told = eventsOf(process).filter(
          (event) => event.type === 'error' && RETRY_NOTICE.test(event.message),
        ).length;
        if (told >= repeated) return [];
        return [
          {
            message: 'announcements of another attempt',
            file: 'stdout.jsonl',
            expected: `at least ${repeated}`,
            actual: `${told}`,
          },
        ];
      });
      return failIfAny(found, `${recording.processes.length} processes, each of which told of its attempts`);
    },
  },
  {
    id: 'exec/retries/no-more-than-allowed',
    clause: 'A stream that breaks off is asked for again no more often than stream_max_retries allows.',
    level: 'must',
    authority: CONFIGURATION,
    language: 'exec',
    scenarios: ['exec/retries/used-up'],
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const found = recording.processes.flatMap((process) => {
        const allowed = Number(/stream_max_retries=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 0);
        const asked = askedBy(recording, process).length;
        if (asked <= 1 + allowed) return [];
        return [{ message: 'requests', file: 'model.jsonl', expected: `at most ${1 + allowed}`, actual: `${asked}` }];
      });
      return failIfAny(found, `${recording.model.length} requests, as many as are allowed`);
    },
  },
  {
    id: 'exec/signals/interrupt-fails',
    clause: 'A process that is interrupted in mid-turn does not exit with 0, and prints no turn.completed.',
    level: 'should',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/src/lib.rs: an interrupted turn is an error' },
    language: 'exec',
    scenarios: ['exec/signals/interrupt'],
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes.flatMap((process) => {
        const completed = eventsOf(process).some(({ type }) => type === 'turn.completed');
        if (process.exit_code !== 0 && !completed) return [];
        const actual = `exit code ${process.exit_code}${completed ? ', turn.completed' : ''}`;
        return [{ message: `process ${process.process} was interrupted`, file: 'run.json', actual }];
      });
      return failIfAny(found, `${processes.length} processes were interrupted, and say so`);
    },
  },
  usage({
    id: 'exec/usage/total-of-thread',
    clause: 'The usage of a turn is the total of its thread, turns before it included.',
    level: 'should',
    authority: PROCESSOR,
    scenarios: ['exec/usage/of-resumed-turn'],
  }),
  usage({
    id: 'exec/usage/review-counted',
    clause: 'A review says what it used.',
    level: 'should',
    authority: { kind: 'observed', reference: '0.77.0; what the model reports' },
    needs: ['exec.command.review'],
    scenarios: ['exec/usage/of-review'],
  }),
];

type Head = Omit<Check, 'judge' | 'language' | 'needsModel'>;

function failure(head: Head): Check {
  return {
    ...head,
    language: 'exec',
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes.flatMap((process) => {
        const ends = eventsOf(process).flatMap(({ type }) => (/^turn\.(?:completed|failed)$/.test(type) ? [type] : []));
        const { exit_code, ended_by } = process;
        if (ended_by === 'itself' && exit_code !== 0 && ends.join() === 'turn.failed') return [];
        const how = ended_by === 'itself' ? `exit code ${exit_code}` : ended_by;
        const actual = `${ends.length === 0 ? 'no end of the turn' : ends.join(', ')}; ${how}`;
        return [{ message: `process ${process.process}: ${process.argv.at(-1)}`, file: 'run.json', actual }];
      });
      return failIfAny(found, `${processes.length} turns failed, each with an exit code other than 0`);
    },
  };
}

function usage(head: Head): Check {
  return {
    ...head,
    language: 'exec',
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const { model, processes } = recording;
      const found = processes.flatMap((process) => {
        const used = model.filter((exchange) => exchange.process <= process.process).map(inputTokensIn);
        const expected = used.reduce((sum, one) => sum + one, 0);
        const told = eventsOf(process).flatMap((event) => (event.type === 'turn.completed' ? [event.usage] : []));
        const actual = told.at(-1)?.input_tokens;
        if (actual === expected) return [];
        return [
          {
            message: `input tokens of process ${process.process}`,
            file: 'stdout.jsonl',
            expected: `${expected}`,
            actual: `${actual ?? 'none'}`,
          },
        ];
      });
      return failIfAny(found, `${processes.length} turns, each with the tokens that the model reported`);
    },
  };
}

function brokeOff(exchange: ModelExchange): boolean {
  return asksToGoOn(exchange) && !exchange.reply.body.includes('response.completed');
}
