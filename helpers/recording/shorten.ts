import { isJsonObject, listOf, objectOf } from '../util/json-object.ts';
import type { ModelExchange, Recording } from './recording.ts';

/** Longer texts of requests are cut. Prompts of scenarios are shorter, the instructions of codex are longer. Characters. */
const LONGEST_TEXT = 300;

/** Names of capabilities that do not affect how codex is driven. */
const FEATURE = /^(?:removed-)?feature\./;

/**
 * A recording without its large parts: long instructions and descriptions of tools in requests to the model are cut; the features
 * of the binary and its schema are left out. The output of codex and the conversation stay whole. For fixtures of many versions:
 * the verdicts stay the same, except for those of checks that read the schema.
 */
export function shorten(recording: Recording): Recording {
  const { protocol: _protocol, codex, model, ...rest } = recording;
  return {
    ...rest,
    codex: { ...codex, capabilities: codex.capabilities.filter((name) => !FEATURE.test(name)) },
    model: model.map(shorterExchange),
  };
}

function shorterExchange(exchange: ModelExchange): ModelExchange {
  if (!isJsonObject(exchange.body)) return exchange;
  const fields = Object.entries(exchange.body).map(([name, value]) => [
    name,
    name === 'input' ? listOf(value).map(shorterItem) : shorter(value),
  ]);
  return { ...exchange, body: Object.fromEntries(fields) };
}

/** The conversation is compared with other channels; what codex itself tells the model before it is not. */
function shorterItem(item: unknown): unknown {
  const { type, role } = objectOf(item);
  return role === 'developer' || role === 'system' || type === 'additional_tools' ? shorter(item) : item;
}

function shorter(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST_TEXT && !CUT.test(value) ? cut(value) : value;
  if (Array.isArray(value)) return value.map(shorter);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shorter(inner)]));
}

/** The end of a cut text, with the number of removed characters. */
const CUT = /<CUT (\d+)>$/;

/** Whether the end of a text was removed. */
export function isCut(text: string): boolean {
  return CUT.test(text);
}

/** The length of a text before its end was removed. UTF-16 code units. */
export function wholeLength(text: string): number {
  const [mark = '', removed = '0'] = CUT.exec(text) ?? [];
  return text.length - mark.length + Number(removed);
}

/** By characters: half of a surrogate pair is no text. */
function cut(text: string): string {
  const kept = Array.from(text.slice(0, LONGEST_TEXT)).slice(0, -1).join('');
  return `${kept}<CUT ${text.length - kept.length}>`;
}
