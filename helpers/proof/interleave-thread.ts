import type { WireLine } from '../recording/recording.ts';
import type { JsonObject } from '../util/json-object.ts';

const OTHER_TEXTS: readonly (readonly [unknown, unknown])[] = [['192', 'other']];

/** Adds a copy of the thread of a wire under other ids; both turns end at the end. */
export function withOtherThread(lines: readonly WireLine[]): readonly WireLine[] {
  const messages = lines.map(({ from, text }) => ({ from, message: JSON.parse(text) as JsonObject }));
  const { threadId } = (messages.find(({ message }) => message['method'] === 'turn/start')?.message['params'] ??
    {}) as JsonObject;
  const forks = messages.flatMap(({ message }) => {
    const { id } = ((message['result'] as JsonObject | undefined)?.['thread'] ?? {}) as JsonObject;
    return id === undefined || id === threadId ? [] : [[id, 'f'] as const];
  });
  const answer = messages.find(({ from, message }) => from === 'server' && message['id'] === 3)?.message['result'];
  const turnId = (answer as { turn: JsonObject } | undefined)?.turn['id'];
  const begin = messages.findIndex(({ message }) => message['method'] === 'thread/start');
  const other = messages
    .slice(begin)
    .filter(({ message }) => !/^codex\/event\/|[dD]elta$/.test(String(message['method'])))
    .map(({ from, message }) => {
      const { id } = message;
      const copy = otherwise(
        message,
        new Map([...OTHER_TEXTS, ...forks, [threadId, 't'], [turnId, 'u']]),
      ) as JsonObject;
      const { emittedAtMs: _emittedAtMs, ...rest } = copy;
      return { t_ms: 0, from, text: JSON.stringify(typeof id === 'number' ? { ...rest, id: id + 50 } : rest) };
    });
  return lines.length === 0
    ? []
    : [...lines.slice(0, -1), ...other.slice(0, -1), ...lines.slice(-1), ...other.slice(-1)];
}

function otherwise(value: unknown, texts: ReadonlyMap<unknown, unknown>): unknown {
  if (Array.isArray(value)) return value.map((inner) => otherwise(inner, texts));
  if (typeof value !== 'object' || value === null) return texts.get(value) ?? value;
  const copy = Object.entries(value).map(([key, inner]) => [key, otherwise(inner, texts)] as const);
  return Object.fromEntries(
    copy.map(([key, inner]) => {
      if (key === 'thread') return [key, { ...(inner as JsonObject), ephemeral: true }];
      return [key, key === 'ephemeral' ? true : inner];
    }),
  );
}
