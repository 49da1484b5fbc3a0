import * as z from 'zod';
import { execEventSchema, isEventType } from './events.ts';
import type { ExecEvent } from './events.ts';
import { isItemType } from './items.ts';

/** A JSON object, as it was parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One place where an event differs from the known shape. */
export interface ShapeIssue {
  /** Where, such as `item.changes[0].kind`; empty for the event itself. */
  readonly path: string;
  readonly message: string;
}

/** What a JSON object is in the vocabulary of the exec stream. */
export type EventFinding =
  /** A known event with the known shape. */
  | { readonly kind: 'event'; readonly event: ExecEvent }
  /** Its `type` is text that names no known event. */
  | { readonly kind: 'unknown-event'; readonly type: string; readonly value: JsonObject }
  /** A known item event whose `item.type` is text that names no known item. */
  | { readonly kind: 'unknown-item'; readonly type: string; readonly value: JsonObject }
  /** A known event or item with another shape, or an object whose `type` is missing or not text. */
  | { readonly kind: 'malformed-event'; readonly issues: readonly ShapeIssue[]; readonly value: JsonObject };

const compiled = z.compile(execEventSchema);

/** Says what a JSON object is in the vocabulary of the exec stream. The object itself is handed on, not a copy. */
export function judgeEvent(value: JsonObject): EventFinding {
  if (compiled.validate(value)) return { kind: 'event', event: value };
  const type = value['type'];
  if (typeof type === 'string' && !isEventType(type)) return { kind: 'unknown-event', type, value };
  const itemType = isEventType(type) && type.startsWith('item.') ? typeOf(value['item']) : undefined;
  if (typeof itemType === 'string' && !isItemType(itemType)) return { kind: 'unknown-item', type: itemType, value };
  return { kind: 'malformed-event', issues: issuesOf(value), value };
}

function typeOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'type' in item ? item.type : undefined;
}

function issuesOf(value: JsonObject): readonly ShapeIssue[] {
  const issues = execEventSchema.safeParse(value).error?.issues ?? [];
  return issues.map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message }));
}
