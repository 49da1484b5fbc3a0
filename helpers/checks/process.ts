import { lastProcess, type Mutation, noRequests, noTurns, requests, said } from '../mutations/mutations.ts';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import { failIfAny, notApplicable, untestable, type Check } from './check.ts';
import { leftoverChecks } from './side-effects.ts';
import { asksToGoOn, promptOf } from '../queries/model-requests.ts';
import { outputChecks } from './secrets.ts';
import type { JsonObject } from '../util/json-object.ts';

const KILLED = { exit_code: null, signal: 'SIGKILL' } satisfies Partial<ProcessRecord>;

const ENDINGS = {
  deadline: 'it outlived its deadline and was killed',
  hang: 'it did not exit after the last event of its turn and was killed',
  'output-limit': 'it printed more than the suite keeps and was killed',
  interrupt: 'the run was interrupted',
  'spawn-error': 'it could not be started',
} as const;

/** What holds for every process, whatever it was asked. */
export const runChecks: readonly Check[] = [
  {
    id: 'run/process/exits-by-itself',
    clause: 'Once its turn is over codex exits by itself, within the time that the run allows.',
    level: 'must',
    assumes: ['turn-uncut'],
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: a run ends with its final message',
    },
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes.flatMap((process) => {
        const { ended_by, signal, spawn_error } = process;
        const how =
          ended_by === 'itself' ? (signal === null ? undefined : `it was killed by ${signal}`) : ENDINGS[ended_by];
        if (how === undefined) return [];
        return [
          {
            message: `process ${process.process}: ${how}${spawn_error === null ? '' : `: ${spawn_error}`}`,
            file: 'run.json',
          },
        ];
      });
      return failIfAny(found, `${processes.length} of ${processes.length} processes exited by themselves`);
    },
    mutants: () => ({
      'outlives its deadline': lastProcess(() => ({ ...KILLED, ended_by: 'deadline' })),
      'hangs after its turn': lastProcess(() => ({ ...KILLED, ended_by: 'hang' })),
      'is killed from outside': lastProcess(() => ({ exit_code: null, signal: 'SIGSEGV' })),
      'is interrupted': lastProcess(() => ({ ...KILLED, ended_by: 'interrupt' })),
      'cannot be started': lastProcess(() => ({
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
    clause: 'When codex has exited, no process that it started is left.',
    level: 'must',
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/core: commands are killed with the session that started them',
    },
    judge({ processes }) {
      if (processes.length === 0) return untestable('no process was recorded');
      const found = processes.flatMap((process) =>
        process.survivors.map((command) => ({
          message: `process ${process.process} left a child behind`,
          file: 'run.json',
          actual: command,
        })),
      );
      return failIfAny(found, `${processes.length} processes exited and left no child`);
    },
    mutants: () => ({
      'leaves a child behind': lastProcess(() => ({ survivors: ['sleep 1000'] })),
      'leaves two behind': lastProcess(() => ({
        survivors: ['a process that cannot be found holds the output open', 'bwrap'],
      })),
    }),
  },
  {
    id: 'run/network/stays-on-loopback',
    clause: 'With a model provider on loopback and background features switched off, codex reaches for no other host.',
    level: 'should',
    assumes: ['starts', 'reaches-model', 'stays-local'],
    authority: { kind: 'observed', reference: 'all versions from 0.61.0 to 0.169.0, behind a proxy that refuses' },
    needsModel: true,
    judge({ network, model }) {
      if (model.length === 0)
        return untestable('codex never spoke to the model, so what else it reaches for is not known');
      const found = network.map(({ target, process }) => ({
        message: `process ${process} tried to reach another host`,
        file: 'network.jsonl',
        actual: target,
      }));
      return failIfAny(found, `${model.length} requests to the scripted model, none to anybody else`);
    },
    unjudged: () => ({ 'no request': noRequests }),
    mutants: () => ({
      'tunnels to a host': reaching('api.openai.com:443'),
      'asks a host in plain': reaching('http://example.com/latest'),
    }),
  },
  {
    id: 'run/model/requests-well-formed',
    clause: 'Each request to the model is one that the Responses API understands and the scenario has an answer for.',
    level: 'must',
    assumes: ['starts', 'reaches-model'],
    authority: { kind: 'documented', reference: 'OpenAI API reference, Responses: create a response' },
    needsModel: true,
    judge({ model }) {
      if (model.length === 0) return untestable('codex never spoke to the model');
      const found = model.flatMap(({ violations }, index) =>
        violations.map((message) => ({ message, file: 'model.jsonl', line: index + 1 })),
      );
      return failIfAny(found, `${model.length} requests, all of them well-formed`);
    },
    unjudged: () => ({ 'no request': noRequests }),
    mutants: () => ({
      'sends a malformed request': violating('`stream` is not true'),
      'asks once too often': violating('unscripted request: number 2'),
    }),
  },
  {
    id: 'run/model/asked-in-each-turn',
    clause: 'The model is asked in each turn, with the prompt as it was given.',
    level: 'must',
    assumes: ['reply-known'],
    authority: { kind: 'documented', reference: 'Codex documentation, Non-interactive mode: the prompt is the task' },
    needsModel: true,
    judge({ expected, model }) {
      if (expected.turns.length === 0) return untestable('the scenario has no turn');
      const found = expected.turns.flatMap(({ turn, process, prompt }) => {
        const requests = model.filter((exchange) => exchange.process === process && exchange.method === 'POST');
        if (requests.some((exchange) => promptOf(exchange) === prompt)) return [];
        return [
          {
            message: `turn ${turn}: none of ${requests.length} requests to the model holds the prompt`,
            file: 'model.jsonl',
            expected: prompt,
          },
        ];
      });
      return failIfAny(found, `${expected.turns.length} turns, each with its prompt in a request to the model`);
    },
    unjudged: () => ({ 'no turn': noTurns }),
    mutants: () => ({
      'loses the prompt': said(isLastPrompt, () => undefined),
      'drops the last letter of the prompt': said(isLastPrompt, (text) => text.slice(0, -1)),
      'adds a line to the prompt': said(isLastPrompt, (text) => `${text}\n`),
      'wraps the prompt': said(isLastPrompt, (text) => `<user_query>${text}</user_query>`),
      'never asks': requests(() => []),
      'asks in another turn': requests((exchange) => [{ ...exchange, process: 9 }]),
    }),
  },
  {
    id: 'run/model/asked-no-more-than-needed',
    clause:
      'Within a turn the model is asked again only if its answer calls a tool, asks to go on, or did not come whole.',
    level: 'should',
    assumes: ['starts', 'reaches-model', 'no-extra-requests'],
    authority: { kind: 'observed', reference: 'versions from 0.61.0 to 0.169.0' },
    needsModel: true,
    judge({ expected, model }) {
      const asked = model.filter(({ method }) => method === 'POST');
      if (asked.length === 0) return notApplicable('codex never spoke to the model');
      const found = [...Map.groupBy(expected.turns, ({ process }) => process)].flatMap(([process, turns]) => {
        const own = asked.filter((exchange) => exchange.process === process);
        const needed = turns.length + own.slice(0, -1).filter(asksToGoOn).length;
        if (own.length <= needed) return [];
        return [
          {
            message: `process ${process} asked the model too often`,
            file: 'model.jsonl',
            expected: `at most ${needed} requests`,
            actual: `${own.length} requests`,
          },
        ];
      });
      return failIfAny(found, `${asked.length} requests to the model, each of them needed`);
    },
    unjudged: () => ({ 'no request': noRequests }),
    mutants: () => ({
      'asks twice': requests((exchange) => [exchange, exchange]),
      'asks for a title first': requests((exchange) => [
        { ...exchange, body: { ...(exchange.body as JsonObject), input: [] } },
        exchange,
      ]),
    }),
  },
  ...leftoverChecks,
  ...outputChecks,
];

function violating(violation: string): Mutation {
  return requests((exchange) => [{ ...exchange, violations: [violation] }]);
}

function reaching(target: string): Mutation {
  return (recording) => ({ ...recording, network: [{ process: 1, t_ms: 5, target }] });
}

function isLastPrompt(text: string, { expected }: Recording): boolean {
  return text === expected.turns.at(-1)?.prompt;
}
