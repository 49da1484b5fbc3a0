import * as z from 'zod';
import { expect, test } from 'vitest';
import { EVENT_TYPES, execEventSchema, isEventType } from '../../../helpers/exec/events.ts';
import { ITEM_TYPES, isItemType, threadItemSchema } from '../../../helpers/exec/items.ts';
import { classifyEvent } from '../../../helpers/exec/classify-event.ts';
import type { JsonObject } from '../../../helpers/util/json-object.ts';
import { EVENTS, ITEMS } from './samples.ts';

test.for(EVENTS.map((event): [string, JsonObject] => [JSON.stringify(event).slice(0, 80), event]))(
  'knows %s',
  ([, event]) => {
    expect(classifyEvent(event)).toEqual({ kind: 'event', event });
  },
);

test('the samples cover all known event and item types', () => {
  expect(new Set(EVENTS.map((event) => event.type))).toEqual(new Set(EVENT_TYPES));
  expect(new Set(ITEMS.map((item) => item.type))).toEqual(new Set(ITEM_TYPES));
});

test('EVENT_TYPES and ITEM_TYPES match the schemas', () => {
  expect(execEventSchema.options.map((option) => option.shape.type.value)).toEqual(EVENT_TYPES);
  expect(threadItemSchema.options.map((option) => option.shape.type.value)).toEqual(ITEM_TYPES);
});

test('isEventType and isItemType accept known types only', () => {
  expect(EVENT_TYPES.filter(isEventType)).toEqual(EVENT_TYPES);
  expect(ITEM_TYPES.filter(isItemType)).toEqual(ITEM_TYPES);
  expect(['', 'session.created', 'constructor', undefined, 7].filter(isEventType)).toEqual([]);
  expect(['', 'assistant_message', 'constructor', undefined, 7].filter(isItemType)).toEqual([]);
});

test('the event schema compiles in strict mode', () => {
  expect(() => z.compile(execEventSchema, { strict: true })).not.toThrow();
});

test('classifies the same with the compiled schema', () => {
  const values = [
    ...EVENTS,
    { type: 'turn.completed' },
    { type: 'item.completed', item: { id: 7 } },
    { type: 'later' },
  ];
  const before = values.map(classifyEvent);
  for (let count = 0; count < 6000; count += 1) classifyEvent(EVENTS[0]!);
  expect(values.map(classifyEvent)).toEqual(before);
});

test('returns the object itself with its unknown fields', () => {
  const value = { later: 1, type: 'item.completed', item: { more: [2], type: 'error', message: 'm', id: 'item_0' } };
  const finding = classifyEvent(value);
  expect(finding.kind === 'event' && finding.event).toBe(value);
  expect(value).toEqual({
    later: 1,
    type: 'item.completed',
    item: { more: [2], type: 'error', message: 'm', id: 'item_0' },
  });
});

test.for<[JsonObject, string, string?]>([
  [{ type: 'session.created', session_id: 's' }, 'unknown-event', 'session.created'],
  [{ type: '' }, 'unknown-event', ''],
  [{ type: 'constructor' }, 'unknown-event', 'constructor'],
  [{ type: 'thread.renamed', item: { type: 'agent_message' } }, 'unknown-event', 'thread.renamed'],
  [{ type: 'item.completed', item: { id: 'item_0', type: 'image_view' } }, 'unknown-item', 'image_view'],
  [{ type: 'item.started', item: { type: 'toString' } }, 'unknown-item', 'toString'],
  [{ type: 'turn.started', item: { type: 'image_view' } }, 'event'],
  [{ type: 'error', item: { type: 'image_view' } }, 'malformed-event'],
])('%j is %s %s', ([value, kind, type]) => {
  expect(classifyEvent(value)).toMatchObject({ kind, ...(type === undefined ? {} : { type }) });
});

test('lists the path and message of each shape issue', () => {
  const change = { path: '/w/a.txt', kind: 'rename' };
  const shapes = [
    {},
    { type: 7 },
    { id: '0', msg: { type: 'agent_message' } },
    { type: 'thread.started' },
    { type: 'turn.completed' },
    { type: 'turn.completed', usage: { input_tokens: 1.5, cached_input_tokens: '2' } },
    { type: 'turn.failed', error: 'no' },
    { type: 'error', message: null },
    { type: 'item.started' },
    { type: 'item.started', item: [] },
    { type: 'item.completed', item: { id: 'item_0', item_type: 'assistant_message', text: 'hi' } },
    { type: 'item.completed', item: { type: 'agent_message', text: 4 } },
    { type: 'item.completed', item: { id: 'item_0', type: 'file_change', changes: [change], status: 'done' } },
  ];
  const issues = shapes.map((shape) => {
    const finding = classifyEvent(shape);
    if (finding.kind !== 'malformed-event') return [finding.kind];
    return finding.issues.map((issue) => `${issue.path}: ${issue.message.slice(0, 60)}`);
  });
  expect(issues).toMatchInlineSnapshot(`
    [
      [
        "type: Invalid discriminator value. Expected 'thread.started' | 'tu",
      ],
      [
        "type: Invalid discriminator value. Expected 'thread.started' | 'tu",
      ],
      [
        "type: Invalid discriminator value. Expected 'thread.started' | 'tu",
      ],
      [
        "thread_id: Invalid input: expected string, received undefined",
      ],
      [
        "usage: Invalid input: expected object, received undefined",
      ],
      [
        "usage.input_tokens: Invalid input: expected int, received number",
        "usage.cached_input_tokens: Invalid input: expected number, received string",
        "usage.output_tokens: Invalid input: expected number, received undefined",
      ],
      [
        "error: Invalid input: expected object, received string",
      ],
      [
        "message: Invalid input: expected string, received null",
      ],
      [
        "item: Invalid input: expected object, received undefined",
      ],
      [
        "item: Invalid input: expected object, received array",
      ],
      [
        "item.type: Invalid discriminator value. Expected 'agent_message' | 'rea",
      ],
      [
        "item.id: Invalid input: expected string, received undefined",
        "item.text: Invalid input: expected string, received number",
      ],
      [
        "item.changes[0].kind: Invalid option: expected one of "add"|"delete"|"update"",
        "item.status: Invalid option: expected one of "in_progress"|"completed"|"f",
      ],
    ]
  `);
});

const SHAPES: readonly JsonObject[] = EVENTS;
const fields = SHAPES.flatMap((event) =>
  [...paths(event)].map((path): [string, JsonObject, readonly string[]] => [
    `${String(event['type'])} ${path.join('.')}`,
    event,
    path,
  ]),
);

test('finds a wrong type in every field but these', () => {
  const silent = fields.filter(([, event, path]) => {
    const finding = classifyEvent(withField(event, path, Symbol('of no type')));
    return finding.kind !== 'malformed-event' || finding.issues.length === 0;
  });
  expect(silent.map(([name]) => name)).toMatchInlineSnapshot(`
    [
      "item.completed item.arguments",
      "item.completed item.arguments.query",
      "item.completed item.result.content.0",
      "item.completed item.result.content.0.type",
      "item.completed item.result.content.0.text",
      "item.completed item.result.structured_content",
      "item.completed item.result._meta",
      "item.completed item.result._meta.page",
      "item.completed item.arguments",
      "item.completed item.action.query",
      "item.completed item.action.queries",
      "item.completed item.action.queries.0",
    ]
  `);
});

/** The paths of all fields, down to the leaves. */
function* paths(value: unknown, before: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const path = [...before, key];
    yield path;
    yield* paths(inner, path);
  }
}

function withField(event: JsonObject, path: readonly string[], value: unknown): JsonObject {
  const copy: Record<string, unknown> = structuredClone(event);
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  holder[path.at(-1) ?? ''] = value;
  return copy;
}
