import { changeRequestInput, userMessage } from '../../mutations/model-requests.ts';
import { outputIn } from '../../queries/model-replies.ts';
import { agentOf, isCompaction, requestViews, threadOf, type RequestView } from '../../queries/request-views.ts';
import type { Recording } from '../../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { inRequest, requestCheck, type RequestComparison } from './each-request.ts';

/** The conversation after a compaction. */
export const compactionChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/compacted-to-summary',
      effects: ['thread/compact/start'],
      clause:
        'After a compaction a request has the summary of the model in place of its earlier messages, calls and tool outputs.',
      level: 'must',
      assumes: ['reaches-model', 'compactions'],
      authority: { kind: 'source', reference: 'openai/codex codex-rs/core/src/compact.rs: build_compacted_history' },
      mutants: () => ({
        'loses the summary': changeRequestInput((input) => input.filter((item) => !isSummary(item))),
        'keeps an earlier message of the model': changeRequestInput((input) => [
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'one' }] },
          ...input,
        ]),
        'shortens the summary': changeRequestInput((input) =>
          input.map((item) => (isSummary(item) ? userMessage(textIn(item).slice(0, -1)) : item)),
        ),
      }),
    },
    'summaries and replaced items',
    (_views, recording) => compactions(recording).map(compared),
  ),
];

/** A request for a summary, and the next request of its thread. */
interface Compaction {
  readonly asked: RequestView;
  readonly next: RequestView;
  readonly summary: string;
}

function compactions(recording: Recording): Compaction[] {
  const own = requestViews(recording).filter((view) => agentOf(view) === 'main');
  return own.flatMap((asked, index) => {
    if (!isCompaction(asked)) return [];
    const next = own.slice(index + 1).find((view) => threadOf(view) === threadOf(asked) && !isCompaction(view));
    const summary = outputIn(asked.exchange)
      .map(textIn)
      .find((text) => text !== '');
    return next === undefined || summary === undefined ? [] : [{ asked, next, summary }];
  });
}

function compared({ asked, next, summary }: Compaction): RequestComparison {
  const replaced = asked.input.map(objectOf).filter(isOfModel).map(asText);
  const kept = new Set(next.input.map(objectOf).filter(isOfModel).map(asText));
  const hasSummary = next.input.map(objectOf).some((item) => item['role'] === 'user' && textIn(item).endsWith(summary));
  const texts = next.input.map((item) => textIn(objectOf(item)));
  return {
    count: 1 + replaced.length,
    found: [
      ...(hasSummary ? [] : [inRequest(next, `no summary of the compaction in line ${asked.line}`, summary, texts)]),
      ...replaced
        .filter((item) => kept.has(item))
        .map((item) => inRequest(next, 'the request has an item that the summary replaces', 'no such item', item)),
    ],
  };
}

/** True for the messages and calls of the model, and for the outputs of its calls. */
function isOfModel(item: JsonObject): boolean {
  return item['role'] === 'assistant' || 'call_id' in item;
}

function asText(item: JsonObject): string {
  return JSON.stringify([item['role'], item['call_id'], item['content'], item['output']]);
}

function textIn({ content }: JsonObject): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => objectOf(part)['text'])
    .filter((text) => typeof text === 'string')
    .join('\n');
}

function isSummary(item: JsonObject): boolean {
  return item['role'] === 'user' && textIn(item).startsWith('Another language model');
}
