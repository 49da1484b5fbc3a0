import { expect, test } from 'vitest';
import { judge } from '../../../helpers/checks/judge.ts';
import { userMessage } from '../../../helpers/mutations/model-requests.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { CHECKS } from '../../../helpers/scenarios/catalog.ts';
import { objectOf, type JsonObject } from '../../../helpers/util/json-object.ts';
import { EXEC_STATELESS, replied } from './samples.ts';

const ASKED = EXEC_STATELESS.model.at(-1)!;
const [PROCESS] = EXEC_STATELESS.processes;
const [one, two, three] = ['Say one.', 'Say two.', 'Say three.'].map(userMessage);
const answer = { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '1' }] };

function verdict(id: string, recording: Recording): string {
  return judge(
    CHECKS.find((check) => check.id === id)!,
    recording,
  ).verdict;
}

/** A request of a process to the model with this input, answered with `1`. */
function sent(process: number, ...input: readonly (JsonObject | undefined)[]): ModelExchange {
  return { ...ASKED, process, body: { ...objectOf(ASKED.body), input }, reply: replied('1') };
}

function process(number: number, rest: Partial<ProcessRecord> = {}): ProcessRecord {
  return { ...PROCESS!, process: number, ...rest };
}

/** The verdict on the input of the last request, with these processes. */
function grows(processes: readonly ProcessRecord[], ...model: readonly ModelExchange[]): string {
  return verdict('run/model/input-grows', { ...EXEC_STATELESS, processes, model });
}

test('a request begins with the input and the reply before it', () => {
  const processes = [process(1), process(2)];
  expect([
    grows(processes, sent(1, one), sent(2, one, answer, two)),
    grows(processes, sent(1, one), sent(2, answer, two)),
    grows(processes, sent(1, one), sent(2, one, two)),
  ]).toEqual(['pass', 'fail', 'fail']);
});

test('a killed process may have kept no reply', () => {
  const killed = [process(1, { exit_code: null, signal: 'SIGKILL' }), process(2)];
  expect([
    grows(killed, sent(1, one), sent(2, one, two)),
    grows(killed, sent(1, one), sent(2, two)),
    grows(killed.slice(0, 1), sent(1, one), sent(1, one, two)),
  ]).toEqual(['pass', 'fail', 'fail']);
});

test('an ephemeral process need not be continued', () => {
  const ephemeral = process(2, { argv: [...PROCESS!.argv, '--ephemeral'] });
  const model = [sent(1, one), sent(2, one, answer, two)];
  expect([
    grows([process(1), ephemeral, process(3)], ...model, sent(3, one, answer, three)),
    grows([process(1), ephemeral, process(3)], ...model, sent(3, one, answer, two, answer, three)),
    grows([process(1), ephemeral, process(3)], ...model, sent(3, three)),
    grows([process(1), process(2), process(3)], ...model, sent(3, one, answer, three)),
  ]).toEqual(['pass', 'pass', 'fail', 'fail']);
});

test('client metadata may have fields that the header lacks', () => {
  const identity = { thread_id: 'a', turn_id: 'b', depth: 1 };
  const verdicts = [
    identity,
    { ...identity, tools: {} },
    { ...identity, depth: 2 },
    { thread_id: 'a', turn_id: 'b' },
  ].map((client) =>
    verdict('run/model/ids-agree', {
      ...EXEC_STATELESS,
      model: [
        {
          ...ASKED,
          headers: [['x-codex-turn-metadata', JSON.stringify(identity)]],
          body: {
            ...objectOf(ASKED.body),
            prompt_cache_key: 'a',
            client_metadata: { 'x-codex-turn-metadata': JSON.stringify(client) },
          },
        },
      ],
    }),
  );
  expect(verdicts).toEqual(['pass', 'pass', 'fail', 'fail']);
});
