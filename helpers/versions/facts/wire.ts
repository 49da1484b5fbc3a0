import { readWire, type WireMessage } from '../../app-server/wire.ts';
import { processFiles } from '../../recording/folder-layout.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { objectOf, parseJsonObject } from '../../util/json-object.ts';
import type { Context } from './context.ts';
import type { LifeStep } from './event-counts.ts';
import { THEN } from './fact.ts';
import type { ProcessKey } from './fact-key.ts';
import { normaliseText } from './normalise-text.ts';
import { addNumbers, addStreamFacts, type StreamMessage, type StreamText } from './stream.ts';

/** The method of an answer whose request is unknown. */
export const NO_METHOD = 'to nothing';

const USAGE = 'thread/tokenUsage/updated';

/** Facts of what an app-server sent. */
export function addWireFacts(context: Context, process: ProcessRecord): void {
  if (process.wire.length === 0) return;
  const { wire: file } = processFiles(process.process);
  const here: ProcessKey = { area: 'wire', process: process.process };
  const outcome = (subject: string, value: string, line?: number): void =>
    context.perScenario('outcome', { ...here, subject }, value, context.evidence(file, line));
  const fromServer = readWire(process.wire).filter(({ from }) => from === 'server');
  const invalid = fromServer.find(({ message }) => message.kind === 'invalid');
  if (invalid !== undefined) outcome('invalid-lines', 'some', invalid.line);
  const messages = fromServer.flatMap((message) => serverMessage(message, process));
  addStreamFacts(context, here, file, messages, { steps: stepsIn(messages), texts: textsIn(messages) });
  // The last report is the sum.
  const usage = messages.findLast((message) => isNotification(message, USAGE));
  if (usage !== undefined) {
    for (const [part, counters] of Object.entries(objectOf(paramsOf(usage)['tokenUsage']))) {
      const key = { ...here, role: 'notification', subject: USAGE, path: `.params.tokenUsage.${part}` };
      addNumbers(context, key, counters, context.evidence(file, usage.line));
    }
  }
  const ends = messages
    .filter((message) => isNotification(message, 'turn/completed'))
    .map((message) => String(objectOf(paramsOf(message)['turn'])['status']));
  outcome('turn-ends', ends.join(THEN) || 'none');
}

function serverMessage({ line, message, answers }: WireMessage, process: ProcessRecord): StreamMessage[] {
  const fields = parseJsonObject(process.wire[line - 1]?.text ?? '');
  const role = ROLE_OF[message.kind];
  if (fields === null || role === null) return [];
  const subject = 'method' in message ? normaliseText(message.method) : (answers?.method ?? NO_METHOD);
  const { method: _, id: __, jsonrpc: ___, ...rest } = fields;
  const { type } = objectOf(objectOf(rest['params'])['item']);
  return [{ line, role, subject, item: typeof type === 'string' ? type : null, fields: rest }];
}

const ROLE_OF = {
  notification: 'notification',
  request: 'request',
  response: 'answer',
  'error-response': 'error-answer',
  invalid: null,
} as const satisfies Record<WireMessage['message']['kind'], string | null>;

function stepsIn(messages: readonly StreamMessage[]): LifeStep[] {
  return messages.flatMap((message): LifeStep[] => {
    const step = ['started', 'completed'].find((one) => isNotification(message, `item/${one}`));
    const { id } = objectOf(paramsOf(message)['item']);
    const type = message.item;
    return step !== undefined && typeof id === 'string' && type !== null ? [{ id, type, step }] : [];
  });
}

function textsIn(messages: readonly StreamMessage[]): StreamText[] {
  return messages.flatMap((message) => {
    const { line, role, subject, fields } = message;
    const params = paramsOf(message);
    const text =
      objectOf(fields['error'])['message'] ??
      objectOf(params['error'])['message'] ??
      objectOf(objectOf(params['turn'])['error'])['message'] ??
      objectOf(objectOf(params['item'])['error'])['message'] ??
      params['message'] ??
      params['summary'];
    return typeof text === 'string' ? [{ line, role, subject, text }] : [];
  });
}

function isNotification({ role, subject }: StreamMessage, method: string): boolean {
  return role === 'notification' && subject === method;
}

function paramsOf({ fields }: StreamMessage) {
  return objectOf(fields['params']);
}
