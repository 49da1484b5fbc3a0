import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { RecordedProtocol } from '../recording/recording.ts';
import { reachable, schemaName } from './schema.ts';
import type { WireMessage } from './wire.ts';

/** More faults than these in one message are branches of the same union. */
const SHOWN_FAULTS = 3;

/** What was compiled, by schema with all that it leads to: a hundred wires of a version have most of their messages in common. */
const compiled = new Map<string, ValidateFunction>();

/**
 * Makes the judge of the messages of one wire by the schemas that its own binary emits: the faults of a message, none if it
 * is valid, null if there is no schema for it. Each message is held against the schema of its method alone: a union of
 * a hundred would say a hundred things. `format`s such as `uint16` are not judged, they are not of JSON Schema.
 */
export function protocolValidator(protocol: RecordedProtocol): (message: WireMessage) => readonly string[] | null {
  const validators = new Map<string, ValidateFunction>();
  return (wireMessage) => {
    const name = schemaName(wireMessage);
    if (name === null || !Object.hasOwn(protocol.messages, name)) return null;
    const validate = validators.get(name) ?? validatorOf(protocol.messages[name], protocol.definitions);
    validators.set(name, validate);
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

function validatorOf(message: unknown, definitions: RecordedProtocol['definitions']): ValidateFunction {
  const schema = { $ref: '#/message', message, definitions: reachable({ message }, definitions) };
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  // To make the code of a validator shorter takes longer than to run it as often as a wire asks for it.
  const validate = new Ajv({ strict: false, validateFormats: false, code: { optimize: false } }).compile(schema);
  compiled.set(key, validate);
  return validate;
}
