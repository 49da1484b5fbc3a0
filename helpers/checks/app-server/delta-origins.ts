import { changeNotifications, isNotification, removeMessages } from '../../mutations/wire.ts';
import { replyEvents } from '../../queries/model-replies.ts';
import { requestViews, threadOf } from '../../queries/request-views.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { nameOf } from './open-items.ts';
import { turnEvents } from './turn-events.ts';

/** The pieces of texts agree with those of the model. */
export const deltaOriginChecks: readonly Check[] = [
  {
    id: 'app-server/item/deltas-as-model-sent',
    clause: 'A text that the model sends in deltas is sent in deltas, which make the same text.',
    level: 'must',
    assumes: ['has-turn', 'agent-messages', 'turn-ends', 'deltas'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      let compared = 0;
      const found = recording.processes.flatMap((process) => {
        const sent = sentDeltas(recording, process);
        return completedTexts(process).flatMap(({ line, thread, id, type, method, told }): Evidence[] => {
          // The model may repeat an id.
          const texts = sent.get(keyOf(thread, id)) ?? [];
          if (texts.length === 0 || optedOut(process, method)) return [];
          compared += 1;
          if (texts.includes(told)) return [];
          const expected = texts.join(' or ');
          return [{ ...onWire(process, line, `${type} ${id}: text of its deltas`), expected, actual: told || 'none' }];
        });
      });
      return failIfAny(found, compared, 'texts in the deltas of the model');
    },
    unjudged: () => ({ 'no item': removeMessages(isNotification('item/completed')) }),
    mutants: () => ({
      'sends no delta': removeMessages(isNotification('item/agentMessage/delta')),
      'sends only the first delta': (recording) => {
        let count = 0;
        return changeNotifications('item/agentMessage/delta', (params) => (count++ === 0 ? [params] : []))(recording);
      },
      'sends the deltas of another text': changeNotifications('item/agentMessage/delta', (params) => [
        { ...params, delta: `${String(params['delta'])}?` },
      ]),
    }),
  },
];

const MODEL_DELTA = /^response\.(?:output_text|reasoning_summary_text)\.delta$/;

/** The texts that the model sent in deltas to a process, by thread and item: one for each reply. */
function sentDeltas(recording: Recording, { process }: ProcessRecord): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  for (const view of requestViews(recording)) {
    if (view.exchange.process !== process) continue;
    const deltas = replyEvents(view.exchange).filter(({ type }) => MODEL_DELTA.test(String(type)));
    for (const [id, own] of Map.groupBy(deltas, (event) => String(event['item_id']))) {
      const name = keyOf(threadOf(view), id);
      texts.set(name, [...(texts.get(name) ?? []), own.map((event) => textIn(event, 'delta') ?? '').join('')]);
    }
  }
  return texts;
}

function keyOf(thread: string | null, id: string): string {
  return JSON.stringify([thread, id]);
}

interface CompletedText {
  readonly line: number;
  readonly thread: string | null;
  readonly id: string;
  readonly type: string;
  /** Of the notification with the deltas. */
  readonly method: string;
  /** The deltas before the item was completed, as one text. */
  readonly told: string;
}

const METHODS: Readonly<Record<string, string>> = {
  agentMessage: 'item/agentMessage/delta',
  reasoning: 'item/reasoning/summaryTextDelta',
};

function completedTexts(process: ProcessRecord): CompletedText[] {
  const read = turnEvents();
  const told = new Map<string, string>();
  return messagesOf(process).flatMap((message): CompletedText[] => {
    const event = read(message);
    if (event?.kind === 'delta') told.set(nameOf(event), (told.get(nameOf(event)) ?? '') + event.text);
    if (event?.kind !== 'item-completed') return [];
    const { line, thread, id, type } = event;
    const method = METHODS[type];
    return method === undefined ? [] : [{ line, thread, id, type, method, told: told.get(nameOf(event)) ?? '' }];
  });
}

/** True if the client asked for none of these notifications. */
function optedOut(process: ProcessRecord, method: string): boolean {
  return messagesOf(process).some(({ from, message }) => {
    if (from !== 'client' || message.kind !== 'request' || message.method !== 'initialize') return false;
    return listIn(objectIn(objectOf(message.params), 'capabilities'), 'optOutNotificationMethods').includes(method);
  });
}
