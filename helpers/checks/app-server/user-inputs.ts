import type { WireMessage } from '../../app-server/wire.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeWire, removeMessages, isNotification } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { covers } from './item-sources.ts';
import { itemStatements, type WireItemStatement } from './item-statements.ts';

/** Checks that compare the messages of the user with the input of the client. */
export const userInputChecks: readonly Check[] = [
  {
    id: 'app-server/item/user-message-as-client-sent',
    clause: 'The userMessage items of a thread are the input that the client sent, whole and in its order.',
    level: 'must',
    assumes: ['has-turn', 'turn-uncut'],
    authority: README,
    language: 'app-server',
    needsClient: true,
    judge(recording) {
      const items = itemStatements(recording).filter(
        ({ streamed, stage, type }) => streamed && stage === 'final' && type === 'userMessage',
      );
      const inputs = recording.processes.flatMap(inputsIn);
      const found = [
        ...Map.groupBy(inputs, ({ process, thread }) => JSON.stringify([process.process, thread])),
      ].flatMap(([, own]) => {
        const { process, thread } = own[0]!;
        return mismatches(
          own,
          items.filter((one) => one.process === process && (one.thread ?? thread) === thread),
        );
      });
      return failIfAny(found, items.length, 'messages of the user, as the client sent them');
    },
    mutants: () => ({
      'shows no message of the user': removeMessages(isNotification('item/completed', 'userMessage')),
      'shows another message than the client sent': changeInputs((input) => ({ ...input, text: 'What is 1 + 1?' })),
      'shows a text where the client sent an image': changeInputs(() => ({ type: 'localImage', path: 'a.png' })),
      'leaves out the second part': changeInputLists((parts) => [...parts, ...parts]),
    }),
  },
];

interface ClientInput {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly thread: string | null;
  readonly content: readonly unknown[];
  /** The `clientUserMessageId` of the turn; null for none. */
  readonly clientId: unknown;
  /** False for the instructions of a review, which only some versions show as a message. */
  readonly required: boolean;
}

/** The input that a server accepted. */
function inputsIn(process: ProcessRecord): ClientInput[] {
  return messagesOf(process).flatMap(({ from, line, message, answers }: WireMessage): ClientInput[] => {
    if (from !== 'server' || message.kind !== 'response' || answers === null) return [];
    const [params, result] = [objectOf(answers.params), objectOf(message.result)];
    if (answers.method === 'review/start') {
      const thread = textIn(result, 'reviewThreadId') ?? textIn(params, 'threadId');
      const text = objectIn(params, 'target')['instructions'];
      return [{ process, line, thread, content: [{ type: 'text', text }], clientId: null, required: false }];
    }
    if (answers.method !== 'turn/start' && answers.method !== 'turn/steer') return [];
    const clientId = params['clientUserMessageId'] ?? null;
    const content = listIn(params, 'input');
    return [{ process, line, thread: textIn(params, 'threadId'), content, clientId, required: true }];
  });
}

function mismatches(inputs: readonly ClientInput[], items: readonly WireItemStatement[]): Evidence[] {
  const left = [...inputs];
  const wrong = items.flatMap(({ process, line, id, item }): Evidence[] => {
    const skipped = left.findIndex((input) => input.required || isShown(input, item));
    const [input] = left.splice(0, skipped === -1 ? left.length : skipped + 1).slice(-1);
    if (input !== undefined && isShown(input, item)) return [];
    const expected = input === undefined ? 'no further message' : JSON.stringify(input.content);
    const evidence = onWire(process, line, `userMessage ${id} differs from the input of the client`);
    return [{ ...evidence, expected, actual: JSON.stringify(item) }];
  });
  const silent = left
    .filter(({ required }) => required)
    .map(({ process, line }) => onWire(process, line, 'no userMessage shows the input that is accepted here'));
  return [...wrong, ...silent];
}

function isShown({ content, clientId, required }: ClientInput, item: JsonObject): boolean {
  // The instructions of a review are part of a text of codex.
  if (!required) return content.every((part) => hasText(item, textIn(objectOf(part), 'text')));
  return covers(content, item['content']) && (item['clientId'] ?? null) === clientId;
}

function hasText(item: JsonObject, text: string | null): boolean {
  return (
    text !== null && listIn(item, 'content').some((part) => textIn(objectOf(part), 'text')?.includes(text) === true)
  );
}

function changeInputs(change: (input: JsonObject) => JsonObject): Mutation {
  return changeInputLists((parts) => parts.map((part) => change(objectOf(part))));
}

/** Changes what the client sent, so that the server alone is wrong. */
function changeInputLists(change: (parts: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeWire((lines) =>
    lines.map((line) => {
      const message =
        line.from === 'client' && line.text.includes('"turn/start"') ? objectOf(JSON.parse(line.text)) : {};
      if (message['method'] !== 'turn/start') return line;
      const params = objectIn(message, 'params');
      return {
        ...line,
        text: JSON.stringify({ ...message, params: { ...params, input: change(listIn(params, 'input')) } }),
      };
    }),
  );
}
