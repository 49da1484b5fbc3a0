import { languageOf } from '../recording/mode.ts';
import type { ExpectedTurn, ModelExchange, Recording } from '../recording/recording.ts';
import { listOf, objectOf } from '../util/json-object.ts';
import { outputIn } from './model-replies.ts';
import { messagesBeforePrompt, promptOf } from './model-requests.ts';
import { replyPlace } from './replies.ts';
import { agentOf, isCompaction, requestViews } from './request-views.ts';
import { failureOf } from './turn-requests.ts';
import { wireReply } from './wire-messages.ts';

/** A reply that differs from the expected one. */
export interface WrongReply {
  /** `model` if codex passed on what the model said, else `codex`. */
  readonly from: 'codex' | 'model';
  readonly text: string | undefined;
  /** Where it is seen, for evidence; that of the model in `model.jsonl`, unless the run was live. */
  readonly where: { readonly file?: string; readonly line?: number };
}

/**
 * The reply of a turn if it is wrong, else null. It is the model's if codex sent the prompt and the turns before it, and prints
 * the message of the model unchanged. In a live run the requests are not recorded: there it is the model's unless the
 * recording contradicts, by deltas that make another text or by a turn without a reply.
 */
export function wrongReply(recording: Recording, turn: ExpectedTurn): WrongReply | null {
  const { text, where } = replyPlace(recording, turn);
  if (text === turn.expected_reply) return null;
  const said =
    recording.model_source === 'live' ? liveMessage(recording, turn, text) : scriptedMessage(recording, turn);
  if (said === null || said.text !== text) return { from: 'codex', text, where };
  return { from: 'model', text, where: said.line === undefined ? where : { file: 'model.jsonl', line: said.line } };
}

/** What the model said, as far as the recording shows it; null if that does not decide. */
interface Message {
  readonly text: string | undefined;
  readonly line?: number;
}

function liveMessage({ mode, processes }: Recording, turn: ExpectedTurn, text: string | undefined): Message | null {
  const process = processes.find((one) => one.process === turn.process);
  if (text === undefined || process === undefined) return null;
  return { text: (languageOf(mode) === 'app-server' ? wireReply(process)?.deltas : null) ?? text };
}

function scriptedMessage(recording: Recording, turn: ExpectedTurn): Message | null {
  const last = requestViews(recording).findLast(
    (view) => view.exchange.process === turn.process && agentOf(view) === 'main' && !isCompaction(view),
  );
  if (last === undefined || failureOf(last.exchange) !== null) return null;
  if (promptOf(last.exchange) !== turn.prompt || !knowsEarlierTurns(last.exchange, recording, turn)) return null;
  return { text: messageIn(last.exchange), line: last.line };
}

function knowsEarlierTurns(exchange: ModelExchange, recording: Recording, { turn }: ExpectedTurn): boolean {
  const messages = messagesBeforePrompt(exchange);
  return recording.expected.turns
    .filter((one) => one.turn < turn)
    .every((one) => {
      const { text: reply } = replyPlace(recording, one);
      const prompted = messages.findIndex(({ role, text }) => role === 'user' && text === one.prompt);
      const replied = messages.findLastIndex(({ role, text }) => role === 'assistant' && text === reply);
      return prompted !== -1 && (reply === undefined || replied > prompted);
    });
}

/** The last message in a reply of the model; undefined if it has none. */
function messageIn(exchange: ModelExchange): string | undefined {
  const message = outputIn(exchange).findLast(({ type }) => type === 'message');
  if (message === undefined) return undefined;
  return listOf(message['content'])
    .map((part) => objectOf(part)['text'])
    .filter((text) => typeof text === 'string')
    .join('');
}
