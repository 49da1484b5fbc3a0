import * as z from 'zod';
import { execEventSchema, isEventType } from './events.ts';
import type { ExecEvent } from './events.ts';
import { isItemType } from './items.ts';
import { objectOf, type JsonObject } from '../util/json-object.ts';

/** A difference between an event and the known shape. */
export interface ShapeIssue {
  /** Such as `item.changes[0].kind`; empty for the event itself. */
  readonly path: string;
  readonly message: string;
}

/** A JSON object of the exec stream, by how far its types and shape are known. */
export type ClassifiedEvent =
  /** A known event with the known shape. */
  | { readonly kind: 'event'; readonly event: ExecEvent }
  /** The `type` is an unknown text. */
  | { readonly kind: 'unknown-event'; readonly type: string; readonly value: JsonObject }
  /** A known item event with an unknown text as `item.type`. */
  | { readonly kind: 'unknown-item'; readonly type: string; readonly value: JsonObject }
  /** A known event or item with another shape, or an object without a text `type`. */
  | { readonly kind: 'malformed-event'; readonly issues: readonly ShapeIssue[]; readonly value: JsonObject };

/** Compiling the schema takes longer than validating this many events without that. */
const COMPILED_AFTER = 5000;

let validated = 0;
let compiled: { validate(value: unknown): boolean } | undefined;

/** Classifies an object of the exec stream. The result holds the object itself, not a copy. */
export function classifyEvent(value: JsonObject): ClassifiedEvent {
  if (isKnownEvent(value)) return { kind: 'event', event: value };
  const type = value['type'];
  if (typeof type === 'string' && !isEventType(type)) return { kind: 'unknown-event', type, value };
  const itemType = isEventType(type) && type.startsWith('item.') ? objectOf(value['item'])['type'] : undefined;
  if (typeof itemType === 'string' && !isItemType(itemType)) return { kind: 'unknown-item', type: itemType, value };
  return { kind: 'malformed-event', issues: issuesOf(value), value };
}

function isKnownEvent(value: JsonObject): value is ExecEvent & JsonObject {
  validated += 1;
  if (validated <= COMPILED_AFTER) return execEventSchema.safeParse(value).success;
  compiled ??= z.compile(execEventSchema);
  return compiled.validate(value);
}

function issuesOf(value: JsonObject): readonly ShapeIssue[] {
  const issues = execEventSchema.safeParse(value).error?.issues ?? [];
  return issues.map((issue) => ({ path: z.core.toDotPath(issue.path), message: issue.message }));
}
