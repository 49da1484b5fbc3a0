import type { Notification } from '../app-server/messages.ts';
import type { ParsedLine } from '../exec/parser.ts';
import type { ModelProgress, ProcessRecord } from '../recording/recording.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';
import { linesOf } from './exec-lines.ts';
import { messagesOf } from './wire-messages.ts';

/** An event or a notification, and how far the exchange with the model was when it arrived. */
export interface Told {
  readonly name: string;
  /** The event; the `params` of a notification. */
  readonly value: JsonObject;
  /** Line in `stdout.jsonl` or `wire.jsonl`, from 1. */
  readonly line: number;
  /** Undefined where it was not recorded. */
  readonly model: ModelProgress | undefined;
}

/** The type of an event with that of its item, such as `item.started command_execution`; empty for other lines. */
export function eventName(line: ParsedLine): string {
  const value = line.kind === 'event' ? line.event : 'value' in line ? line.value : null;
  return named(objectOf(value)['type'], objectOf(value)['item']);
}

/** The method of a notification with the type of its item, such as `item/started commandExecution`. */
export function notificationName({ method, params }: Notification): string {
  return named(method, objectOf(params)['item']);
}

/** The events or notifications of a process. */
export function toldBy(process: ProcessRecord): Told[] {
  const { wire, arrivals } = process;
  if (wire.length === 0) {
    return linesOf(process).map((line) => ({
      name: eventName(line),
      value: objectOf(line.kind === 'event' ? line.event : null),
      line: line.line,
      model: arrivals?.[line.line - 1],
    }));
  }
  return messagesOf(process).flatMap(({ from, message, line }) =>
    from === 'server' && message.kind === 'notification'
      ? [{ name: notificationName(message), value: objectOf(message.params), line, model: wire[line - 1]?.model }]
      : [],
  );
}

/** True if it was recorded when the lines of a process arrived. */
export function knowsArrivals({ wire, arrivals }: ProcessRecord): boolean {
  return arrivals !== undefined || wire.some(({ model }) => model !== undefined);
}

function named(type: unknown, item: unknown): string {
  const own = objectOf(item)['type'];
  return [type, own].filter((part) => typeof part === 'string').join(' ');
}
