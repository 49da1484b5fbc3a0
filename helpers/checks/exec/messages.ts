import { isDeepStrictEqual } from 'node:util';
import { withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { addEventsAfter, changeItems } from '../../mutations/stdout.ts';
import { itemEvent, messageItem } from '../../mutations/sample-items.ts';
import { completedItems } from '../../queries/exec-events.ts';
import { outputIn } from '../../queries/model-replies.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../recording/recording.ts';
import { isJsonObject, listOf, objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { agreement, repliedRequests, type Compared } from './agreement.ts';
import { EVENTS, JSON_TESTS } from './authorities.ts';

/** The texts of the model: what it said and what codex reported of it. */
export const messageAgreementChecks: readonly Check[] = [
  agreement({
    id: 'exec/messages/as-the-model-said',
    clause: 'The messages of the agent are those of the model, all of them, in order, with their texts unchanged.',
    level: 'must',
    assumes: ['event-stream', 'reaches-model', 'agent-messages', 'plain-turns'],
    authority: EVENTS,
    about: 'messages',
    needsModel: true,
    compare: comparedTexts('message', saidIn, (process) =>
      completedItems(process, 'agent_message').map(({ text }) => text),
    ),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'cuts a message short': changeItems('agent_message', (item) => [
        { ...item, text: String(item['text']).slice(0, -1) },
      ]),
      'drops the messages': changeItems('agent_message', () => []),
      'reports a message twice': changeItems('agent_message', (item) => [item, item]),
      'reports a message that the model never sent': addEventsAfter(
        'turn.started',
        itemEvent('completed', messageItem('x')),
      ),
    }),
  }),
  agreement({
    id: 'exec/messages/thoughts-as-summarised',
    clause:
      'The reasoning of the agent consists of the summaries of the model: all of them, in order, and nothing else.',
    level: 'must',
    assumes: ['event-stream', 'reasoning'],
    authority: JSON_TESTS,
    about: 'lines of reasoning',
    needsModel: true,
    compare: comparedTexts('reasoning text', summarisedIn, (process) =>
      completedItems(process, 'reasoning').flatMap(({ text }) => linesIn(text)),
    ),
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'alters a thought': changeItems('reasoning', (item) => [{ ...item, text: `${String(item['text'])}.` }]),
      'drops the reasoning': changeItems('reasoning', () => []),
      'reports raw thoughts': thinking('raw'),
    }),
  }),
  agreement({
    id: 'exec/messages/review-as-found',
    clause:
      'The message of a review has all texts of the findings of the model: its explanation, and each title, body and path.',
    level: 'should',
    assumes: ['event-stream', 'reviews'],
    authority: { kind: 'source', reference: 'openai/codex codex-rs/core/src/review_format.rs' },
    about: 'texts of reviews',
    needsModel: true,
    compare(process, recording) {
      if (!process.argv.includes('review')) return [];
      const reported = completedItems(process, 'agent_message').map(({ text }) => text);
      const actual = reported.join(' | ') || 'no message';
      return repliedRequests(process, recording)
        .flatMap(saidIn)
        .flatMap(foundIn)
        .map(
          (text) =>
            reported.some((one) => one.includes(text)) || {
              message: 'a text of the review is missing',
              expected: text,
              actual,
            },
        );
    },
    unjudged: () => ({ 'no request': withoutModelRequests }),
    mutants: () => ({
      'loses a letter of the explanation': changeItems('agent_message', (item) => [
        { ...item, text: String(item['text']).slice(1) },
      ]),
      'loses the last letter': changeItems('agent_message', (item) => [
        { ...item, text: String(item['text']).slice(0, -1) },
      ]),
      'reports no review': changeItems('agent_message', () => []),
    }),
  }),
];

/** The texts of the findings that a reviewer sends as JSON. */
function foundIn(text: string): string[] {
  const { overall_explanation: explanation, findings } = parseJsonObject(text) ?? {};
  const found = listOf(findings)
    .map(objectOf)
    .flatMap(({ title, body, code_location: place }) => [title, body, objectOf(place)['absolute_file_path']]);
  return [explanation, ...found].filter((one) => typeof one === 'string');
}

function comparedTexts(
  name: string,
  said: (exchange: ModelExchange) => readonly string[],
  reportedBy: (process: ProcessRecord) => readonly string[],
): (process: ProcessRecord, recording: Recording) => readonly Compared[] {
  return (process, recording) => {
    const requests = repliedRequests(process, recording);
    // The message of a reviewer is the text that codex makes of its findings.
    if (requests.length === 0 || process.argv.includes('review')) return [];
    const expected = requests.flatMap((exchange, index) =>
      isSummary(exchange, requests[index + 1]) ? [] : said(exchange),
    );
    const actual = reportedBy(process);
    const isCut = recording.expected.breaks?.includes('turn-uncut') ?? false;
    if (isDeepStrictEqual(isCut ? expected.slice(0, actual.length) : expected, actual)) return actual.map(() => true);
    const message = `the reported ${name}s differ from those of the model`;
    return [{ message, expected: expected.join(' | ') || 'none', actual: actual.join(' | ') || 'none' }];
  };
}

function saidIn(exchange: ModelExchange): string[] {
  return outputIn(exchange).flatMap((item) => (item['type'] === 'message' ? [textsOf(item['content']).join('')] : []));
}

function summarisedIn(exchange: ModelExchange): string[] {
  return outputIn(exchange).flatMap(({ type, summary }) =>
    type === 'reasoning' ? textsOf(summary).flatMap(linesIn) : [],
  );
}

/** True for the answer to a compaction: the next request gives its text to the model as context, as no message of the agent. */
function isSummary(exchange: ModelExchange, next: ModelExchange | undefined): boolean {
  const [text] = saidIn(exchange);
  if (text === undefined || next === undefined) return false;
  const messages = listOf(objectOf(next.body)['input']).filter(isJsonObject);
  const holds = ({ content }: JsonObject) => textsOf(content).some((one) => one.includes(text));
  return (
    messages.some((one) => one['role'] === 'user' && holds(one)) && !messages.some((one) => one['role'] === 'assistant')
  );
}

function textsOf(parts: unknown): string[] {
  return listOf(parts).flatMap((part) => {
    const { text } = objectOf(part);
    return typeof text === 'string' ? [text] : [];
  });
}

function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function thinking(text: string): Mutation {
  return addEventsAfter('turn.started', itemEvent('completed', { id: 'x', type: 'reasoning', text }));
}
