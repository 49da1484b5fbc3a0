import {
  changeRequestBodies,
  withoutModelRequests,
  changeModelRequests,
  promptCacheKey,
} from '../mutations/model-requests.ts';
import { inSequence } from '../mutations/mutation.ts';
import { withoutExpectedTurns, replacePrinted } from '../mutations/recording.ts';
import { changeEvents } from '../mutations/stdout.ts';
import { changeResponse, changeNotifications } from '../mutations/wire.ts';
import type { ExpectedTurn, ModelExchange, ProcessRecord, Recording } from '../recording/recording.ts';
import { failIfAny, failOrUntestable, untestable, type Check } from './check.ts';
import { modelRequests } from '../queries/model-requests.ts';
import { replyPlace } from '../queries/replies.ts';
import { wrongReply, type WrongReply } from '../queries/wrong-replies.ts';
import { printedThreadIds, threadIdsSentToModel } from '../queries/thread-ids.ts';
import type { Evidence } from './verdict.ts';

/** Why a reply of the model that differs from the expected one says nothing about codex, by the source of the model. */
const MODEL_DIFFERS: Readonly<Record<Recording['model_source'], string>> = {
  scripted:
    'the reply of the model differs from the one that the case expects, and codex passed it on unchanged; see docs/cases.md',
  live: 'the reply of the live model differs from the one that the case expects, as far as can be seen; see docs/cases.md',
};

/** The reply of a turn, and the id of its thread. */
export const replyChecks: readonly Check[] = [
  {
    id: 'turn/reply/exact',
    clause: 'The reply of each turn is the message of the model, character by character.',
    level: 'must',
    assumes: ['reply-known'],
    authority: {
      kind: 'documented',
      reference: 'Codex documentation, Non-interactive mode: the final message is the agent’s reply',
    },
    judge(recording) {
      const { turns } = recording.expected;
      const wrong = turns.flatMap((turn) => {
        const reply = wrongReply(recording, turn);
        return reply === null ? [] : [{ from: reply.from, seen: evidenceOf(turn, reply) }];
      });
      const found = wrong.filter(({ from }) => from === 'codex').map(({ seen }) => seen);
      if (found.length > 0) return failIfAny(found, turns.length, 'replies');
      if (wrong.length > 0) {
        return untestable(
          MODEL_DIFFERS[recording.model_source],
          wrong.map(({ seen }) => seen),
        );
      }
      const [first, ...rest] = turns.map((turn) => ({
        message: `turn ${turn.turn}: the reply is exact`,
        ...replyPlace(recording, turn).where,
      }));
      if (first === undefined) return untestable('the scenario has no turn with a known reply');
      return { verdict: 'pass', evidence: [first, ...rest] };
    },
    unjudged: () => ({ 'no turn': withoutExpectedTurns }),
    mutants: () => ({
      'adds a space': replacePrinted(
        (recording) => `"text":"${reply(recording)}"`,
        (text) => text.replace(/"$/, ' "'),
      ),
      'adds a line': replacePrinted(
        (recording) => `"text":"${reply(recording)}"`,
        (text) => text.replace(/"$/, '\\n"'),
      ),
      'alters a letter': replacePrinted(
        (recording) => `"text":"${reply(recording)}"`,
        (text) => text.replace(/.(?="$)/, '_'),
      ),
      'says nothing': replacePrinted(
        (recording) => `"text":"${reply(recording)}"`,
        () => '"text":""',
      ),
      'sends no reply': inSequence(
        changeEvents('item.completed', () => []),
        changeNotifications('item/completed', () => []),
      ),
      'goes on with another reply': inSequence(
        changeEvents('item.completed', (event) => [
          event,
          { ...event, item: { id: 'item_1', type: 'agent_message', text: 'Done.' } },
        ]),
        changeNotifications('item/completed', (params) => [
          params,
          { ...params, item: { type: 'agentMessage', id: 'msg_2', text: 'Done.' } },
        ]),
      ),
    }),
  },
  {
    id: 'turn/thread/id-known-to-model',
    clause: 'The thread id that codex prints is the one that it sends to the model.',
    level: 'should',
    assumes: ['event-stream', 'starts', 'reaches-model', 'no-extra-requests'],
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/core: prompt_cache_key and the session header carry the thread id',
    },
    needsModel: true,
    judge({ processes, model }) {
      const sent = modelRequests({ model });
      const judged = processes.map((process) => idsOf(process, sent));
      return failOrUntestable(
        judged.flatMap(({ found }) => found),
        judged.flatMap(({ missing }) => missing),
        sent.length,
        'requests to the model, each with the printed id',
      );
    },
    unjudged: () => ({
      'no request': withoutModelRequests,
      'no id in the requests of the last process': changeModelRequests((exchange) => [
        { ...exchange, headers: [], body: { input: [] } },
      ]),
      'no id printed': inSequence(
        changeEvents('thread.started', () => []),
        changeNotifications('thread/started', () => []),
        changeResponse('thread/start', (answer) => [{ ...answer, result: {} }]),
      ),
    }),
    mutants: () => ({
      'prints another id': replacePrinted(promptCacheKey, () => '01a20329-be70-7183-8018-9048882309e1'),
      'names another cache key': changeRequestBodies((body) => ({ ...body, prompt_cache_key: 'another' })),
      'names another session': changeModelRequests((exchange) => [
        { ...exchange, headers: [['Session-Id', 'another']] },
      ]),
      'names another session besides the right one': changeModelRequests((exchange) => [
        { ...exchange, headers: [...exchange.headers, ['session_id', 'another']] },
      ]),
    }),
  },
];

function evidenceOf({ turn, expected_reply }: ExpectedTurn, { from, text, where }: WrongReply): Evidence {
  const whose = from === 'model' ? ' of the model' : '';
  return {
    message: text === undefined ? `turn ${turn}: no reply${whose}` : `turn ${turn}: another reply${whose}`,
    ...where,
    expected: expected_reply,
    ...(text === undefined ? {} : { actual: text }),
  };
}

/** The ids that a process sends to the model and does not print, or why that cannot be judged. */
function idsOf(process: ProcessRecord, sent: readonly ModelExchange[]): { found: Evidence[]; missing: string[] } {
  const printed = printedThreadIds(process);
  const ids = sent.filter((exchange) => exchange.process === process.process).flatMap(threadIdsSentToModel);
  if (ids.length === 0) return { found: [], missing: [`process ${process.process} sent the model no thread id`] };
  if (printed.length === 0) return { found: [], missing: [`process ${process.process} printed no thread id`] };
  const found = [...new Set(ids)]
    .filter((id) => !printed.includes(id))
    .map((actual) => ({
      message: `process ${process.process}: another thread id is sent to the model`,
      file: 'model.jsonl',
      expected: printed.join(' or '),
      actual,
    }));
  return { found, missing: [] };
}

function reply({ expected }: Recording): string {
  return expected.turns.at(-1)!.expected_reply;
}
