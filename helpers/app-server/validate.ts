import { dereference, validate, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { RecordedProtocol } from '../recording/recording.ts';
import { schemaName } from './schema.ts';
import type { WireMessage } from './wire.ts';

/** More faults than these in one message are branches of the same union. */
const SHOWN_FAULTS = 3;

/** That of the schemas: `"$schema": "http://json-schema.org/draft-07/schema#"`. */
const DRAFT = '7';

/**
 * Makes the judge of the messages of one wire by the schemas that its own binary emits: the faults of a message, none if it
 * is valid, null if there is no schema for it. Each message is held against the schema of its method alone: a union of
 * a hundred would say a hundred things. `format`s such as `uint16` are not judged, they are not of JSON Schema.
 *
 * The schemas are interpreted. To compile them takes as long as codex takes for a turn, and a wire has each message a few times.
 */
export function protocolValidator(protocol: RecordedProtocol): (message: WireMessage) => readonly string[] | null {
  // A copy, because the library notes in each part of a schema what it refers to.
  const schemas = structuredClone({ definitions: protocol.definitions, properties: protocol.messages }) as Schema;
  const references = dereference(schemas);
  return (wireMessage) => {
    const name = schemaName(wireMessage);
    if (name === null || !Object.hasOwn(protocol.messages, name)) return null;
    const schema = schemas.properties![name] as Schema | boolean;
    const { errors } = validate(judged(wireMessage), schema, DRAFT, references, false);
    return [...new Set(errors.filter(isCause).map(faultOf))].slice(0, SHOWN_FAULTS);
  };
}

/** What the schema speaks of: of an answer the result, of all others the message. */
function judged({ message }: WireMessage): unknown {
  if (message.kind === 'response') return message.result;
  if (message.kind === 'notification') return { method: message.method, ...paramsOf(message.params) };
  if (message.kind === 'request') return { id: message.id, method: message.method, ...paramsOf(message.params) };
  return message;
}

function paramsOf(params: unknown): object {
  return params === undefined ? {} : { params };
}

/** False for an error that only says that there is one further down. */
function isCause({ keywordLocation }: OutputUnit, _: number, all: readonly OutputUnit[]): boolean {
  return !all.some((other) => other.keywordLocation.startsWith(`${keywordLocation}/`));
}

function faultOf({ instanceLocation, error }: OutputUnit): string {
  const place = instanceLocation.slice(1);
  return `${place === '' ? 'the message' : place}: ${error}`;
}
