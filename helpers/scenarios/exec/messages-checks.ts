import { withoutModelRequests, changeModelRequests } from '../../mutations/model-requests.ts';
import { addEventsAfter, changeItems } from '../../mutations/stdout.ts';
import { EVENTS, JSON_TESTS } from '../../checks/exec/authorities.ts';
import { itemsAsSent } from '../../checks/exec/items-as-sent.ts';
import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { completedItems } from '../../queries/exec-events.ts';
import { modelRequests, unasked } from '../../queries/model-requests.ts';
import { beside } from '../beside.ts';

const messagesAsSent = itemsAsSent({
  id: 'exec/items/messages-as-sent',
  clause: 'Each message of the model is reported as one item, in order, with its text unchanged.',
  level: 'must',
  authority: EVENTS,
  about: 'messages',
  allowExtra: true,
  sent: (output) =>
    output.flatMap(({ type, content }) =>
      type === 'message' ? (content as { text: string }[]).map(({ text }) => text) : [],
    ),
  reported: (process) => completedItems(process, 'agent_message').map(({ text }) => text),
  mutants: () => ({
    'cuts a message short': changeItems('agent_message', (item) => [
      { ...item, text: String(item['text']).slice(0, -1) },
    ]),
    'trims a message': changeItems('agent_message', (item) => [{ ...item, text: `${String(item['text'])} `.slice(1) }]),
    'drops the messages': changeItems('agent_message', () => []),
  }),
});

const reasoningBySummary = itemsAsSent({
  id: 'exec/items/reasoning-by-summary',
  clause: 'Of the reasoning of the model its summaries are reported, and nothing else.',
  level: 'must',
  authority: JSON_TESTS,
  about: 'summaries',
  allowExtra: true,
  withheld: (output) => [
    '',
    ...output.flatMap(({ type, content }) =>
      type === 'reasoning' ? ((content ?? []) as { text: string }[]).map(({ text }) => text) : [],
    ),
  ],
  sent: (output) =>
    output.flatMap(({ summary }) => ((summary ?? []) as { text: string }[]).flatMap(({ text }) => linesIn(text))),
  reported: (process) =>
    completedItems(process, 'reasoning').flatMap(({ text }) => (text === '' ? [''] : linesIn(text))),
  mutants: () => ({
    'tells raw thoughts': reasoned('raw'),
    'tells an empty summary': reasoned(''),
    'tells no summary': changeItems('reasoning', () => []),
  }),
});

const goesOn: Check = {
  id: 'exec/turn/goes-on-unless-done',
  clause: 'A response with end_turn false does not end the turn: codex sends another request.',
  level: 'should',
  authority: { kind: 'source', reference: 'openai/codex codex-rs/codex-api/src/sse/responses.rs' },
  language: 'exec',
  needsModel: true,
  judge(recording) {
    const missing = unasked(recording);
    if (missing !== undefined) return untestable(missing);
    const unfinished = modelRequests(recording).filter(({ reply }) => reply.body.includes('"end_turn":false'));
    const found =
      modelRequests(recording).at(-1) === unfinished.at(-1)
        ? [{ message: 'no request followed end_turn false', file: 'model.jsonl', line: recording.model.length }]
        : [];
    return failIfAny(found, unfinished.length, 'responses with end_turn false, each followed by a request');
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'ends the turn': (recording) => ({ ...recording, model: recording.model.slice(0, -1) }),
    'is never done': changeModelRequests((exchange) => [
      {
        ...exchange,
        reply: { ...exchange.reply, body: exchange.reply.body.replace('"end_turn":true', '"end_turn":false') },
      },
    ]),
  }),
};

/** The messages of the model and its reasoning. */
export const messageChecks = beside({
  'exec/messages/several': [messagesAsSent],
  'exec/messages/reasoning': [messagesAsSent, reasoningBySummary],
  'exec/messages/unknown-events': [messagesAsSent],
  'exec/messages/not-yet-done': [messagesAsSent, goesOn],
  'exec/command/fails': [messagesAsSent],
  'exec/errors/stream-cut': [messagesAsSent],
});

function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function reasoned(text: string) {
  return addEventsAfter('turn.started', { type: 'item.completed', item: { id: 'x', type: 'reasoning', text } });
}
