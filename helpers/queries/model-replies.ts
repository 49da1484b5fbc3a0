import type { ModelExchange } from '../recording/recording.ts';
import { isJsonObject, listOf, objectOf, parseJsonObject, type JsonObject } from '../util/json-object.ts';

/** A tool call in a reply of the model. */
export interface ModelCall {
  /** The `call_id`, with which the next request answers it. */
  readonly id: string;
  /** The name of the tool, without its namespace. */
  readonly name: string;
  readonly namespace: string | null;
  /** The parsed arguments; null if they are no JSON object, as of a custom tool. */
  readonly args: JsonObject | null;
  /** The arguments as the model wrote them. */
  readonly raw: string;
}

const read = new WeakMap<ModelExchange, readonly JsonObject[]>();

/** The events of a reply of the model, in order. Parsed once for all checks. */
export function replyEvents(exchange: ModelExchange): readonly JsonObject[] {
  const known = read.get(exchange);
  if (known !== undefined) return known;
  const events = exchange.reply.body
    .split('\n')
    .map((line) => (line.startsWith('data: ') ? parseJsonObject(line.slice(6)) : null))
    .filter((event) => event !== null);
  read.set(exchange, events);
  return events;
}

/** The complete output items of a reply of the model. */
export function outputIn(exchange: ModelExchange): JsonObject[] {
  return replyEvents(exchange).flatMap(({ type, item }) =>
    type === 'response.output_item.done' && isJsonObject(item) ? [item] : [],
  );
}

/** The `usage` that a reply of the model reports; null if it reports none. */
export function usageIn(exchange: ModelExchange): JsonObject | null {
  const completed = replyEvents(exchange).find(({ type }) => type === 'response.completed');
  const usage = objectOf(completed?.['response'])['usage'];
  return isJsonObject(usage) ? usage : null;
}

/** Input tokens that a reply of the model reports; 0 if it reports none. */
export function inputTokensIn(exchange: ModelExchange): number {
  const tokens = usageIn(exchange)?.['input_tokens'];
  return typeof tokens === 'number' ? tokens : 0;
}

/** The tool calls in a reply of the model. */
export function callsIn(exchange: ModelExchange): ModelCall[] {
  return outputIn(exchange).flatMap((item) => {
    const { type, call_id: id, name, namespace, action } = item;
    if (typeof id !== 'string') return [];
    if (type === 'local_shell_call') {
      const args = objectOf(action);
      return [{ id, name: 'local_shell', namespace: null, args, raw: JSON.stringify(args) }];
    }
    const raw = type === 'function_call' ? item['arguments'] : type === 'custom_tool_call' ? item['input'] : undefined;
    if (typeof raw !== 'string' || typeof name !== 'string') return [];
    return [{ id, name, namespace: typeof namespace === 'string' ? namespace : null, args: parsed(raw), raw }];
  });
}

/**
 * The shell command that a call asks for, without the shell itself; null for other calls. By version the tool is `shell`,
 * `local_shell`, `shell_command`, `exec_command`, or `exec` with JavaScript that calls `exec_command`.
 */
export function commandIn({ name, args, raw }: ModelCall): string | null {
  if (args === null) return codeArguments(name, raw)?.['cmd']?.toString() ?? null;
  if (!/^(?:shell|local_shell|shell_command|exec_command)$/.test(name)) return null;
  const command = args['cmd'] ?? args['command'];
  if (typeof command === 'string') return command;
  const last = listOf(command).at(-1);
  return typeof last === 'string' ? last : null;
}

/** The patch that a call asks for, by the tool `apply_patch` or a command of that name; null for other calls. */
export function patchIn(call: ModelCall): string | null {
  const { name, args, raw } = call;
  if (name === 'apply_patch') return args === null ? raw : typeof args['input'] === 'string' ? args['input'] : null;
  return /^apply_patch <<'(\w+)'\n(?<patch>[^]*)\n\1\s*$/.exec(commandIn(call) ?? '')?.groups?.['patch'] ?? null;
}

function codeArguments(name: string, code: string): JsonObject | null {
  const args = name === 'exec' ? /tools\.exec_command\((\{.*\})\);/.exec(code)?.[1] : undefined;
  return args === undefined ? null : parsed(args);
}

function parsed(text: string): JsonObject | null {
  return parseJsonObject(text.trim());
}
