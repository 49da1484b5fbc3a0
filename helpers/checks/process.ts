import { withoutModelRequests, changeModelRequests, changeInputTexts } from '../mutations/model-requests.ts';
import type { Mutation } from '../mutations/mutation.ts';
import { changeLastProcess, withoutExpectedTurns } from '../mutations/recording.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../recording/recording.ts';
import { failIfAny, untestable, type Check } from './check.ts';
import type { Evidence } from './verdict.ts';
import { messagesOf } from '../queries/wire-messages.ts';
import { knownCommandChecks } from './known-commands.ts';
import { sessionContentChecks } from './session-contents.ts';
import { sideEffectChecks } from './side-effects.ts';
import { asksToGoOn, bringsPrompt, modelRequests, nextOfThread, promptOf } from '../queries/model-requests.ts';
import { secretChecks } from './secrets.ts';
import type { JsonObject } from '../util/json-object.ts';

const KILLED = { exit_code: null, signal: 'SIGKILL' } satisfies Partial<ProcessRecord>;

const ENDINGS = {
  deadline: 'killed at its deadline',
  hang: 'killed because it did not exit after the last event of its turn',
  'output-limit': 'killed because it printed more than the suite keeps',
  interrupt: 'killed because the run was interrupted',
  'spawn-error': 'could not be started',
} as const;

/** Processes, and their requests to the model and to other hosts. */
export const processChecks: readonly Check[] = [
  {
    id: 'run/process/exits-by-itself',
    clause: 'After its turn codex exits without being killed, before its deadline.',
    level: 'must',
    assumes: ['turn-uncut', 'stdio'],
    denies: { 'turn-uncut': 'killed' },
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: a run ends with its final message',
    },
    judge({ processes }) {
      const found = processes.flatMap((process) => {
        const { ended_by, signal, spawn_error } = process;
        const how = ended_by === 'itself' ? (signal === null ? undefined : `killed by ${signal}`) : ENDINGS[ended_by];
        if (how === undefined) return [];
        return [
          {
            message: `process ${process.process}: ${how}${spawn_error === null ? '' : `: ${spawn_error}`}`,
            file: 'run.json',
          },
        ];
      });
      return failIfAny(found, processes.length, 'processes exited without being killed');
    },
    mutants: () => ({
      'outlives its deadline': changeLastProcess(() => ({ ...KILLED, ended_by: 'deadline' })),
      'hangs after its turn': changeLastProcess(() => ({ ...KILLED, ended_by: 'hang' })),
      'is killed from outside': changeLastProcess(() => ({ exit_code: null, signal: 'SIGSEGV' })),
      'is interrupted': changeLastProcess(() => ({ ...KILLED, ended_by: 'interrupt' })),
      'cannot be started': changeLastProcess(() => ({
        ended_by: 'spawn-error',
        spawn_error: 'spawn ENOENT',
        exit_code: null,
        stdout: '',
        wire: [],
      })),
    }),
  },
  {
    id: 'run/process/leaves-no-child',
    clause: 'When codex has exited, no process that it started is running.',
    level: 'must',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/core: commands are killed with the session that started them',
    },
    judge({ processes }) {
      const found = processes.flatMap((process) =>
        process.survivors.map((command) => ({
          message: `process ${process.process}: a child is still running`,
          file: 'run.json',
          actual: command,
        })),
      );
      return failIfAny(found, processes.length, 'processes exited and left no child');
    },
    mutants: () => ({
      'leaves a child behind': changeLastProcess(() => ({ survivors: ['sleep 1000'] })),
      'leaves two behind': changeLastProcess(() => ({
        survivors: ['a process that cannot be found holds the output open', 'bwrap'],
      })),
    }),
  },
  {
    id: 'run/network/stays-on-loopback',
    clause: 'With a model provider on loopback and background features switched off, codex connects to no other host.',
    level: 'should',
    assumes: ['starts', 'reaches-model', 'stays-local'],
    authority: { kind: 'observed', reference: 'all versions from 0.61.0 to 0.169.0, behind a proxy that refuses' },
    needsModel: true,
    judge({ network, model }) {
      if (model.length === 0) return untestable('no request to the model was recorded');
      const found = network.map(({ target, process }) => ({
        message: `process ${process}: a connection to another host`,
        file: 'network.jsonl',
        actual: target,
      }));
      return failIfAny(found, model.length, 'requests to the scripted model, none to other hosts');
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'tunnels to a host': reaching('api.openai.com:443'),
      'asks a host in plain': reaching('http://example.com/latest'),
    }),
  },
  {
    id: 'run/model/requests-well-formed',
    clause: 'Each request to the model is valid in the Responses API, and the scenario has an answer for it.',
    level: 'must',
    assumes: ['starts', 'reaches-model'],
    authority: { kind: 'documented', reference: 'OpenAI API reference, Responses: create a response' },
    needsModel: true,
    judge({ model }) {
      if (model.length === 0) return untestable('no request to the model was recorded');
      const found = model.flatMap(({ violations }, index) =>
        violations.map((message) => ({ message, file: 'model.jsonl', line: index + 1 })),
      );
      return failIfAny(found, model.length, 'requests, all valid');
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'sends a malformed request': violating('`stream` is not true'),
      'asks once too often': violating('unscripted request: number 2'),
    }),
  },
  {
    id: 'run/model/asked-in-each-turn',
    clause: 'Each turn sends the model a request with the unchanged prompt.',
    level: 'must',
    assumes: ['reply-known'],
    authority: { kind: 'documented', reference: 'Codex documentation, Non-interactive mode: the prompt is the task' },
    needsModel: true,
    judge({ expected, model }) {
      if (expected.turns.length === 0) return untestable('the scenario has no turn with a known reply');
      const found = expected.turns.flatMap(({ turn, process, prompt }) => {
        const sent = modelRequests({ model }, process);
        if (sent.some((exchange) => promptOf(exchange) === prompt)) return [];
        return [
          {
            message: `turn ${turn}: none of ${sent.length} requests to the model has the prompt`,
            file: 'model.jsonl',
            expected: prompt,
          },
        ];
      });
      return failIfAny(found, expected.turns.length, 'turns, each sent its prompt to the model');
    },
    unjudged: () => ({ 'no turn': withoutExpectedTurns }),
    mutants: () => ({
      'loses the prompt': changeInputTexts(isLastPrompt, () => undefined),
      'drops the last letter of the prompt': changeInputTexts(isLastPrompt, (text) => text.slice(0, -1)),
      'adds a line to the prompt': changeInputTexts(isLastPrompt, (text) => `${text}\n`),
      'wraps the prompt': changeInputTexts(isLastPrompt, (text) => `<user_query>${text}</user_query>`),
      'never asks': changeModelRequests(() => []),
      'asks in another turn': changeModelRequests((exchange) => [{ ...exchange, process: 9 }]),
    }),
  },
  {
    id: 'run/model/asked-no-more-than-needed',
    clause:
      'A turn sends another request to the model only after an answer that calls a tool, is incomplete, or does not end the turn.',
    level: 'should',
    assumes: ['starts', 'reaches-model', 'no-extra-requests', 'last-response'],
    authority: { kind: 'observed', reference: 'versions from 0.61.0 to 0.169.0' },
    needsModel: true,
    judge({ processes, model }) {
      const requests = modelRequests({ model });
      const ended = requests.filter(endsTurn);
      const tooMany = processes.flatMap((process): Evidence[] => {
        const own = modelRequests({ model }, process.process);
        const needed = turnsAsked(process) + own.slice(0, -1).filter(asksToGoOn).length;
        if (own.length <= needed) return [];
        const message = `process ${process.process}: ${own.length} requests to the model, expected at most ${needed}`;
        return [{ message, file: 'model.jsonl' }];
      });
      const repeated = ended.flatMap((exchange): Evidence[] => {
        const next = nextOfThread(requests, exchange);
        if (next === undefined || bringsPrompt(next, exchange)) return [];
        const message = `process ${next.process}: a request without a new prompt after a response that ended the turn`;
        return [{ message, file: 'model.jsonl', line: model.indexOf(next) + 1 }];
      });
      return failIfAny([...tooMany, ...repeated], ended.length, 'responses that ended a turn, no request without need');
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'asks twice': (recording) => ({
        ...recording,
        model: recording.model.flatMap((exchange) => (endsTurn(exchange) ? [exchange, exchange] : [exchange])),
      }),
      'asks for a title first': changeModelRequests((exchange) => [
        { ...exchange, body: { ...(exchange.body as JsonObject), input: [] } },
        exchange,
      ]),
    }),
  },
  ...sideEffectChecks,
  ...sessionContentChecks,
  ...knownCommandChecks,
  ...secretChecks,
];

function violating(violation: string): Mutation {
  return changeModelRequests((exchange) => [{ ...exchange, violations: [violation] }]);
}

function reaching(target: string): Mutation {
  return (recording) => ({ ...recording, network: [{ process: 1, t_ms: 5, target }] });
}

function isLastPrompt(text: string, { expected }: Recording): boolean {
  return text === expected.turns.at(-1)?.prompt;
}

function endsTurn(exchange: ModelExchange): boolean {
  return exchange.method === 'POST' && !asksToGoOn(exchange);
}

/** The turns that a process was asked to run: by its command line, or by requests of its client. */
function turnsAsked(process: ProcessRecord): number {
  if (process.wire.length === 0) return 1;
  return messagesOf(process).filter(
    ({ from, message }) =>
      from === 'client' &&
      message.kind === 'request' &&
      /^(?:turn\/start|turn\/steer|review\/start|sendUserMessage|sendUserTurn)$/.test(message.method),
  ).length;
}
