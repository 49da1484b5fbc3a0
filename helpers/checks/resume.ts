import {
  changeRequestBodies,
  changeRequestInput,
  withoutModelRequests,
  changeModelRequests,
  changeInputTexts,
  textOf,
  promptCacheKey,
} from '../mutations/model-requests.ts';
import { inSequence, type Mutation } from '../mutations/mutation.ts';
import {
  changeLastCharacter,
  changeEachProcess,
  withoutExpectedTurns,
  replacePrinted,
  changeExpectedTurns,
} from '../mutations/recording.ts';
import { changeEvents } from '../mutations/stdout.ts';
import { isDeepStrictEqual } from 'node:util';
import type { ChatMessage } from '../model/conversation.ts';
import type { Recording } from '../recording/recording.ts';
import { failIfAny, untestable, type Check } from './check.ts';
import { fileOf } from '../queries/process-files.ts';
import { cacheKeyOf, messagesBeforePrompt, modelRequests } from '../queries/model-requests.ts';
import { actualReply } from '../queries/replies.ts';
import { printedThreadId } from '../queries/thread-ids.ts';
import type { Evidence } from './verdict.ts';
import type { JsonObject } from '../util/json-object.ts';

const RESUME = ['exec.command.resume'] as const;

/** Turns that continue a thread in a new process. */
export const resumeChecks: readonly Check[] = [
  {
    id: 'exec/resume/same-thread',
    clause: 'A resumed turn reports the id of the resumed thread.',
    level: 'must',
    assumes: ['resumed'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs' },
    language: 'exec',
    needs: RESUME,
    judge({ processes }) {
      const [first, ...later] = processes;
      const asked = first === undefined ? null : printedThreadId(first);
      if (asked === null) return untestable('process 1 printed no thread id');
      if (later.length === 0) return untestable('no turn was resumed');
      const found = later.flatMap((process) => {
        const actual = printedThreadId(process);
        if (actual === asked) return [];
        const file = fileOf(process, 'stdout');
        return [
          { message: `process ${process.process}: another thread id`, file, expected: asked, actual: actual ?? 'none' },
        ];
      });
      return failIfAny(found, later.length, `resumed turns with the thread id ${asked}`);
    },
    unjudged: () => ({
      'one process': (recording) => ({ ...recording, processes: recording.processes.slice(0, 1) }),
      'no thread in the first turn': silentFirst,
    }),
    mutants: () => ({
      'begins another thread': changeEvents('thread.started', (event) => [{ ...event, thread_id: 'another' }]),
      'changes one letter of the id': replacePrinted(promptCacheKey, changeLastCharacter),
      'names no thread': changeEvents('thread.started', () => []),
    }),
  },
  {
    id: 'exec/resume/history-reaches-model',
    clause:
      'A resumed turn sends the model the earlier prompts of the user and its own earlier replies, in their order.',
    level: 'must',
    assumes: ['reply-known', 'resumed'],
    authority: {
      kind: 'source',
      reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs; sdk/typescript/tests/run.test.ts',
    },
    language: 'exec',
    needs: RESUME,
    needsModel: true,
    judge(recording) {
      const turn = resumedTurn(recording);
      if (typeof turn === 'string') return untestable(turn);
      if (turn.unanswered.length > 0) return untestable(`turn ${turn.unanswered.join(', ')}: no reply was recorded`);
      const [best = []] = turn.requests
        .map((request) => misplaced(turn.earlier, messagesBeforePrompt(request)))
        .toSorted((one, other) => one.length - other.length);
      return failIfAny(best, turn.earlier.length, 'earlier messages in the request of the resumed turn');
    },
    unjudged: () => ({
      'no turn': withoutExpectedTurns,
      'one turn': changeExpectedTurns((all) => all.slice(0, 1)),
      'no request of the resumed turn': changeModelRequests(() => []),
      'no reply in the first turn': silentFirst,
    }),
    mutants: () => ({
      'loses the history': inSequence(
        changeInputTexts(isEarlierPrompt, () => undefined),
        changeInputTexts(isEarlierReply, () => undefined),
      ),
      'loses the earlier prompt': changeInputTexts(isEarlierPrompt, () => undefined),
      'loses the earlier reply': changeInputTexts(isEarlierReply, () => undefined),
      'alters the earlier prompt': changeInputTexts(isEarlierPrompt, (text) => text.toLowerCase()),
      'sends the earlier prompt as the assistant': inRole('assistant', isEarlierPrompt),
      'sends the earlier prompt as an instruction': inRole('developer', isEarlierPrompt),
      'sends the earlier reply as the user': inRole('user', isEarlierReply),
      'sends the history backwards': history((items) => items.toReversed()),
      'sends a summary instead of the history': changeInputTexts(isEarlierPrompt, () => 'Summary: a code was given.'),
    }),
  },
  {
    id: 'exec/resume/history-in-order',
    clause: 'Each request of a resumed turn contains each earlier message once, in their order.',
    level: 'must',
    assumes: ['reply-known', 'resumed'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs' },
    language: 'exec',
    needs: RESUME,
    needsModel: true,
    judge(recording) {
      const turn = resumedTurn(recording);
      if (typeof turn === 'string') return untestable(turn);
      const earlier = turn.earlier.map(({ text }) => text);
      const found = turn.requests.flatMap((request) => {
        const sent = messagesBeforePrompt(request)
          .map(({ text }) => text)
          .filter((text) => earlier.includes(text));
        const inOrder = earlier.filter((text) => sent.includes(text));
        if (isDeepStrictEqual(sent, inOrder)) return [];
        return [
          {
            message: 'the resumed turn: the earlier messages are in another order',
            file: 'model.jsonl',
            line: recording.model.indexOf(request) + 1,
            expected: inOrder.join(' | '),
            actual: sent.join(' | '),
          },
        ];
      });
      return failIfAny(
        found,
        turn.requests.length,
        'requests of the resumed turn, each with the earlier messages in order',
      );
    },
    unjudged: () => ({
      'no turn': withoutExpectedTurns,
      'one turn': changeExpectedTurns((all) => all.slice(0, 1)),
      'no request of the resumed turn': changeModelRequests(() => []),
    }),
    mutants: () => ({
      'sends the history backwards': history((items) => items.toReversed()),
      'sends the history twice': history((items) => [...items, ...items]),
      'sends the last message twice': history((items) => [...items, ...items.slice(-1)]),
    }),
  },
  {
    id: 'exec/resume/same-cache-key',
    clause: 'A resumed turn uses the prompt cache of the turns before it.',
    level: 'should',
    assumes: ['resumed'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/core/tests/suite/prompt_caching.rs' },
    language: 'exec',
    needs: RESUME,
    needsModel: true,
    judge({ model }) {
      const [first] = modelRequests({ model }, 1);
      const later = modelRequests({ model }).filter(({ process }) => process > 1);
      const key = first === undefined ? undefined : cacheKeyOf(first);
      if (key === undefined) return untestable('process 1 sent no cache key');
      if (later.length === 0) return untestable('no resumed turn sent a request to the model');
      const found = later
        .filter((exchange) => cacheKeyOf(exchange) !== key)
        .map((exchange) => ({
          message: `process ${exchange.process}: another cache key`,
          file: 'model.jsonl',
          line: model.indexOf(exchange) + 1,
          expected: key,
          actual: cacheKeyOf(exchange) ?? 'none',
        }));
      return failIfAny(found, later.length, `requests of the resumed turn with the cache key ${key}`);
    },
    unjudged: () => ({
      'no request': withoutModelRequests,
      'no request of the resumed turn': changeModelRequests(() => []),
    }),
    mutants: () => ({
      'names another cache key': changeRequestBodies((body) => ({ ...body, prompt_cache_key: 'another' })),
      'names no cache key': changeRequestBodies((body) => ({ ...body, prompt_cache_key: undefined })),
    }),
  },
];

interface Earlier {
  readonly what: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** The earlier messages that are missing among the sent ones, have another role, or come too early. */
function misplaced(earlier: readonly Earlier[], sent: readonly ChatMessage[]): Evidence[] {
  let from = 0;
  return earlier.flatMap(({ what, role, text }) => {
    const at = sent.findIndex((message, index) => index >= from && message.role === role && message.text === text);
    if (at !== -1) {
      from = at + 1;
      return [];
    }
    const evidence = { file: 'model.jsonl', expected: `${role}: ${text}` };
    const same = sent.filter((message) => message.text === text);
    const found = same.find((message) => message.role === role) ?? same[0];
    if (found === undefined) return [{ ...evidence, message: `the resumed turn: ${what} is missing` }];
    if (found.role === role)
      return [{ ...evidence, message: `the resumed turn: ${what} comes before an earlier message` }];
    return [{ ...evidence, message: `the resumed turn: ${what} has another role`, actual: `${found.role}: ${text}` }];
  });
}

/** The requests of the resumed turn and the messages before it, or why it cannot be judged. */
function resumedTurn(recording: Recording) {
  const { expected } = recording;
  const resumed = expected.turns.at(-1);
  if (resumed === undefined || expected.turns.length === 1) return 'no turn was resumed';
  const sent = modelRequests(recording, resumed.process);
  if (sent.length === 0) return 'the resumed turn sent no request to the model';
  const replies = expected.turns.slice(0, -1).map((turn) => ({ ...turn, reply: actualReply(recording, turn) }));
  const earlier = replies.flatMap(({ turn, prompt, reply }): Earlier[] => [
    { what: `the prompt of turn ${turn}`, role: 'user', text: prompt },
    ...(reply === undefined ? [] : [{ what: `the reply of turn ${turn}`, role: 'assistant', text: reply } as const]),
  ]);
  const unanswered = replies.filter(({ reply }) => reply === undefined).map(({ turn }) => turn);
  return { requests: sent, earlier, unanswered };
}

function history(change: (items: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return (recording) => {
    const isEarlier = (item: JsonObject): boolean => {
      const text = textOf(item) ?? '';
      return isEarlierPrompt(text, recording) || isEarlierReply(text, recording);
    };
    return changeRequestInput((input) => {
      const first = input.findIndex(isEarlier);
      const others = input.filter((item) => !isEarlier(item));
      return others.toSpliced(first, 0, ...change(input.filter(isEarlier)));
    })(recording);
  };
}

function inRole(role: string, matches: (text: string, recording: Recording) => boolean): Mutation {
  return (recording) =>
    changeRequestInput((input) =>
      input.map((item) => (matches(textOf(item) ?? '', recording) ? { ...item, role } : item)),
    )(recording);
}

function isEarlierPrompt(text: string, { expected }: Recording): boolean {
  return expected.turns.slice(0, -1).some(({ prompt }) => prompt === text);
}

function isEarlierReply(text: string, { expected }: Recording): boolean {
  return expected.turns.slice(0, -1).some(({ expected_reply }) => expected_reply === text);
}

const silentFirst = changeEachProcess(({ process, stdout }) => ({ stdout: process === 1 ? '' : stdout }));
