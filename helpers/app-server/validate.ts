import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { RecordedProtocol } from '../recording/recording.ts';
import { schemaName } from './schema.ts';
import type { WireMessage } from './wire.ts';

/** More faults than these in one message are branches of the same union. */
const SHOWN_FAULTS = 3;

/** Where the definitions are for ajv. */
const ID = 'protocol';

/**
 * Makes the judge of the messages of one wire by the schemas that its own binary emits: the faults of a message, none if it
 * is valid, null if there is no schema for it. Each message is held against the schema of its method alone: a union of
 * a hundred would say a hundred things. `format`s such as `uint16` are not judged, they are not of JSON Schema.
 */
export function protocolValidator(protocol: RecordedProtocol): (message: WireMessage) => readonly string[] | null {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: ID, definitions: protocol.definitions, messages: protocol.messages });
  const compiled = new Map<string, ValidateFunction>();
  return (wireMessage) => {
    const name = schemaName(wireMessage);
    if (name === null || !Object.hasOwn(protocol.messages, name)) return null;
    const validate = compiled.get(name) ?? ajv.compile({ $ref: `${ID}#/messages/${pointer(name)}` });
    compiled.set(name, validate);
    if (validate(judged(wireMessage))) return [];
    const faults = new Set((validate.errors ?? []).map(faultOf));
    return [...faults].slice(0, SHOWN_FAULTS);
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

function faultOf({ instancePath, message, keyword, params }: ErrorObject): string {
  const allowed = keyword === 'enum' ? `: ${JSON.stringify((params as { allowedValues: unknown }).allowedValues)}` : '';
  return `${instancePath === '' ? 'the message' : instancePath} ${message ?? keyword}${allowed}`;
}

/** As a part of the fragment of an address. */
function pointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}
