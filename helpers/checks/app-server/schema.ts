import { schemaName } from '../../app-server/schema-bundle.ts';
import { protocolValidator, undeclaredReader } from '../../app-server/protocol-validator.ts';
import { EMITS_SCHEMA } from '../../codex/capabilities.ts';
import type { RequestId } from '../../app-server/messages.ts';
import type { WireMessage } from '../../app-server/wire.ts';
import type { RecordedProtocol, Recording } from '../../recording/recording.ts';
import { listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, untestable, type Check, type CheckOutcome } from '../check.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { withoutProtocol } from '../../mutations/recording.ts';
import {
  changeResponse,
  changeServerMessages,
  changeNotifications,
  changeWireItems,
  isNotification,
  changeTurn,
} from '../../mutations/wire.ts';

/** Up to 0.114 each event is sent twice, once in a form without a schema. */
const OLD_FORM = /^server notification codex\/event\//;

/** The form of the messages that the binary declares. */
const EMITTED = { kind: 'schema', reference: 'codex app-server generate-json-schema' } as const;
/** Names that a pass lists. */
const SHOWN = 20;

interface Reader {
  readonly faultsOf: ReturnType<typeof protocolValidator>;
  readonly undeclaredIn: ReturnType<typeof undeclaredReader>;
}

const readers = new WeakMap<RecordedProtocol, Reader>();

/** Checks against the schema that the binary emits. */
export const schemaChecks: readonly Check[] = [
  {
    id: 'app-server/schema/valid-messages',
    clause: 'Each server message is valid against the schema that the binary emits for its method.',
    level: 'must',
    assumes: ['starts'],
    authority: EMITTED,
    language: 'app-server',
    needs: [EMITS_SCHEMA],
    judge: (recording) => validIn(recording, 'server'),
    mutants: () => ({
      'starts a turn that is none': changeNotifications('turn/started', (params) => [{ ...params, turn: 'none' }]),
      'starts nothing': changeServerMessages(isNotification('turn/started'), ({ method }) => [{ method }]),
      'ends the turn with an unknown status': changeTurn('turn/completed', { status: 'done' }),
      'ends a turn without an id': changeTurn('turn/completed', { id: null }),
      'has a number for the text of a message': changeWireItems('item/completed', 'agentMessage', (item) => ({
        ...item,
        text: 192,
      })),
      'answers with a thread that is none': changeResponse('thread/start', (answer) => [
        { ...answer, result: { thread: null } },
      ]),
      'answers with a list': changeServerMessages(
        (message) => 'result' in message,
        (message) => [{ ...message, result: [] }],
      ),
      'sends pieces that are no text': changeNotifications('item/agentMessage/delta', (params) => [
        { ...params, delta: 1 },
      ]),
    }),
    unjudged: () => ({ 'a schema that was not recorded': withoutProtocol }),
  },
  {
    id: 'app-server/schema/valid-client-messages',
    clause:
      'What the client sends, and the server does not refuse, is valid against the schema that the binary emits for it.',
    level: 'should',
    authority: EMITTED,
    language: 'app-server',
    assumes: ['valid-requests'],
    needs: [EMITS_SCHEMA],
    needsClient: true,
    judge: (recording) => validIn(recording, 'client'),
    mutants: () => ({
      'demands a member that the client does not send': declareMessages((schema) => ({
        ...schema,
        required: [...listOf(schema['required']), 'jsonrpc'],
      })),
      'declares another name for each method': declareMessages((schema) => ({
        ...schema,
        properties: { ...objectOf(schema['properties']), method: { enum: ['codex/other'] } },
      })),
      'declares that params are texts': declareMessages((schema) => ({
        ...schema,
        properties: { ...objectOf(schema['properties']), params: { type: 'string' } },
      })),
    }),
    unjudged: () => ({ 'a schema that was not recorded': withoutProtocol }),
  },
];

function validIn(recording: Recording, from: WireMessage['from']): CheckOutcome {
  const { protocol } = recording;
  if (protocol === undefined) return untestable('the emitted schema was not recorded');
  const { faultsOf, undeclaredIn } = readerOf(protocol);
  const judged = recording.processes.flatMap((process) => {
    const messages = messagesOf(process);
    return messages
      .filter((message) => message.from === from && (from === 'server' || !isRefused(message, messages)))
      .map((message) => ({ process, message, faults: faultsOf(message) }));
  });
  const valid = judged.filter(({ faults }) => faults !== null);
  if (valid.length === 0) return untestable(`the ${from} sent no message that has a schema`);
  const found = valid.flatMap(({ process, message, faults }) =>
    faults === null || faults.length === 0 ? [] : [onWire(process, message.line, faults.join('; '))],
  );
  const without = judged.flatMap(({ message, faults }) => (faults === null ? (schemaName(message) ?? []) : []));
  // Reading them takes as long as validating, and a failure does not list them.
  const undeclared = found.length > 0 ? [] : judged.flatMap(({ message }) => undeclaredIn(message) ?? []);
  return failIfAny(
    found,
    valid.length,
    [
      `${from} messages, all valid`,
      ...listed(
        'no schema for',
        without.filter((name) => !OLD_FORM.test(name)),
      ),
      ...listed('not declared:', undeclared.map((path) => path.slice(path.lastIndexOf('.') + 1)).toSorted()),
    ].join('; '),
  );
}

/** Each name once. */
function listed(what: string, names: readonly string[]): string[] {
  const distinct = [...new Set(names)];
  const shown = [...distinct.slice(0, SHOWN), ...(distinct.length > SHOWN ? ['…'] : [])];
  return distinct.length === 0 ? [] : [`${what} ${shown.join(', ')}`];
}

/** A request that is answered with an error. */
function isRefused({ from, line, message }: WireMessage, wire: readonly WireMessage[]): boolean {
  if (message.kind !== 'request') return false;
  const answer = wire.find((other) => other.line > line && other.from !== from && answersId(other.message, message.id));
  return answer?.message.kind === 'error-response';
}

function answersId(message: WireMessage['message'], id: RequestId): boolean {
  return (message.kind === 'response' || message.kind === 'error-response') && message.id === id;
}

function readerOf(protocol: RecordedProtocol): Reader {
  const known = readers.get(protocol);
  if (known !== undefined) return known;
  const reader = { faultsOf: protocolValidator(protocol), undeclaredIn: undeclaredReader(protocol) };
  readers.set(protocol, reader);
  return reader;
}

/** Changes what the binary declares of the client's requests. */
function declareMessages(change: (schema: JsonObject) => JsonObject): Mutation {
  return (recording) => {
    const { protocol } = recording;
    if (protocol === undefined) return recording;
    const messages = Object.entries(protocol.messages).map(([name, schema]): [string, unknown] => [
      name,
      name.startsWith('client request ') ? change(objectOf(schema)) : schema,
    ]);
    return { ...recording, protocol: { ...protocol, messages: Object.fromEntries(messages) } };
  };
}
