import { dereference, validate, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { RecordedProtocol } from '../recording/recording.ts';
import type { Message } from './messages.ts';
import { withIntegerLimits } from './integer-formats.ts';
import { schemaName } from './schema-bundle.ts';
import { createUndeclaredMembers } from './undeclared-members.ts';
import type { WireMessage } from './wire.ts';

/** Further faults of a message are mostly branches of the same union. */
const SHOWN_FAULTS = 3;

/** The draft of the emitted schemas: `"$schema": "http://json-schema.org/draft-07/schema#"`. */
const DRAFT = '7';

/**
 * Makes a validator for the messages of one wire, by the schemas that the same binary emits. It returns the faults of a
 * message, and null if it has no schema. A message is validated by the schema of its method alone: a union of a hundred methods
 * would report a fault for each. The `format` of an integer, such as `uint16`, limits its value.
 *
 * The schemas are interpreted: compiling them takes as long as a turn of codex, and a wire has each kind of message a few times.
 */
export function protocolValidator(protocol: RecordedProtocol): (message: WireMessage) => readonly string[] | null {
  // The library writes into the schemas of this copy.
  const schemas = withIntegerLimits({ definitions: protocol.definitions, properties: protocol.messages }) as Schema;
  const references = dereference(schemas);
  return perMessage(protocol, (message, name) =>
    faultsIn(validatedPart(message), schemas.properties![name] as Schema | boolean, references),
  );
}

/**
 * Makes a function that returns the members of a message that its schema does not name, such as `params.turn.new`, and null if
 * it has no schema. They are no faults, as versions may add members.
 */
export function undeclaredReader(protocol: RecordedProtocol): (message: WireMessage) => readonly string[] | null {
  const read = createUndeclaredMembers(protocol.definitions);
  return perMessage(protocol, (message, name) => read(validatedPart(message), protocol.messages[name]));
}

/** Reads each message that has a schema once, also in changed wires that share it. */
function perMessage(
  { messages }: RecordedProtocol,
  read: (message: WireMessage, name: string) => readonly string[],
): (message: WireMessage) => readonly string[] | null {
  const known = new Map<string, WeakMap<Message, readonly string[]>>();
  return (wireMessage) => {
    const name = schemaName(wireMessage);
    if (name === null || !Object.hasOwn(messages, name)) return null;
    const ofName = known.get(name) ?? new WeakMap<Message, readonly string[]>();
    known.set(name, ofName);
    const found = ofName.get(wireMessage.message) ?? read(wireMessage, name);
    ofName.set(wireMessage.message, found);
    return found;
  };
}

function faultsIn(
  part: unknown,
  schema: Schema | boolean,
  references: ReturnType<typeof dereference>,
): readonly string[] {
  const { errors } = validate(part, schema, DRAFT, references, false);
  return [...new Set(errors.filter(isCause).map(faultOf))].slice(0, SHOWN_FAULTS);
}

/** The schema of a response describes its result, all others the message. */
function validatedPart({ message }: WireMessage): unknown {
  if (message.kind === 'response') return message.result;
  if (message.kind === 'notification') return { method: message.method, ...paramsOf(message.params) };
  if (message.kind === 'request') return { id: message.id, method: message.method, ...paramsOf(message.params) };
  return message;
}

function paramsOf(params: unknown): object {
  return params === undefined ? {} : { params };
}

/** False for an error that only reports another one deeper in the schema. */
function isCause({ keywordLocation }: OutputUnit, _: number, all: readonly OutputUnit[]): boolean {
  return !all.some((other) => other.keywordLocation.startsWith(`${keywordLocation}/`));
}

function faultOf({ instanceLocation, error }: OutputUnit): string {
  const place = instanceLocation.slice(1);
  return `${place === '' ? 'the message' : place}: ${error}`;
}
