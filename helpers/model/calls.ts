import type { ModelRequest } from './script.ts';
import { offeredTools, type OfferedTool } from './tools.ts';

/** An output item of a response: a message, reasoning, a tool call. */
export type OutputItem = Readonly<Record<string, unknown>> & { readonly type: string };

/** Makes the item of a tool call from the tools that the request offers. `id` is unique in the scenario. */
export type ToolCall = (request: ModelRequest, id: string) => OutputItem;

/** Options of a shell command. */
export interface ShellOptions {
  /** Milliseconds after which the tool returns the output so far, if the tool has that option. */
  readonly yieldMs?: number;
  /** The time limit of the command in milliseconds, if the tool has that option. */
  readonly timeoutMs?: number;
  /** Request to run outside the sandbox. */
  readonly escalate?: boolean;
}

/** Calls a function tool by its name. */
export function tool(name: string, args: Readonly<Record<string, unknown>>, namespace?: string): ToolCall {
  return (_request, id) => functionCall(id, name, JSON.stringify(args), namespace ?? null);
}

/** Calls the offered tool with this name, flat or after `__`, by its full name. */
export function offeredTool(name: string, args: Readonly<Record<string, unknown>>): ToolCall {
  return ({ body }, id) => {
    const found = offeredTools(body).find((each) => each.name === name || each.name.endsWith(`__${name}`));
    return functionCall(id, found?.name ?? name, JSON.stringify(args), found?.namespace ?? null);
  };
}

/** Calls a function tool with raw arguments, which may be invalid JSON. */
export function rawTool(name: string, args: string): ToolCall {
  return (_request, id) => functionCall(id, name, args, null);
}

/**
 * Applies a patch by the tool `apply_patch`; if that is not offered, by a shell command of that name, which codex treats
 * the same.
 */
export function patch(text: string): ToolCall {
  return (request, id) => {
    const own = offeredTools(request.body).find(({ name }) => name === 'apply_patch');
    if (own?.type === 'custom') return customCall(id, own.name, text, own.namespace);
    if (own !== undefined) return functionCall(id, own.name, JSON.stringify({ input: text }), own.namespace);
    return shell(`apply_patch <<'EOF'\n${text}\nEOF`)(request, id);
  };
}

/**
 * Runs a shell command by the offered shell tool. By version: `shell` and `local_shell`, `shell_command` (up to 0.95),
 * `exec_command`, and for models that write code `functions.exec` with JavaScript.
 */
export function shell(command: string, options: ShellOptions = {}): ToolCall {
  return ({ body }, id) => {
    const offered = offeredTools(body);
    const code = offered.find(({ name, type }) => name === 'exec' && type === 'custom');
    for (const [name, args] of Object.entries(shellArguments(command, options))) {
      const found = offered.find((each) => each.name === name && each.type !== 'custom');
      if (found !== undefined) return shellCall(id, found, args);
    }
    if (code === undefined) return functionCall(id, 'exec_command', JSON.stringify({ cmd: command }), null);
    const args = JSON.stringify(shellArguments(command, options).exec_command);
    return customCall(
      id,
      code.name,
      `const r = await tools.exec_command(${args}); text(r.output ?? r);`,
      code.namespace,
    );
  };
}

function shellArguments(command: string, { yieldMs, timeoutMs, escalate = false }: ShellOptions) {
  const permission = escalate ? { sandbox_permissions: 'require_escalated', justification: 'it has to be' } : {};
  const timeout = timeoutMs === undefined ? {} : { timeout_ms: timeoutMs };
  return {
    exec_command: { cmd: command, ...(yieldMs === undefined ? {} : { yield_time_ms: yieldMs }), ...permission },
    shell_command: { command, ...timeout, ...permission },
    shell: { command: ['bash', '-lc', command], ...timeout, ...permission },
    local_shell: { type: 'exec', command: ['bash', '-lc', command], env: {}, ...timeout },
  } as const;
}

function shellCall(id: string, { name, namespace }: OfferedTool, args: Readonly<Record<string, unknown>>): OutputItem {
  if (name !== 'local_shell') return functionCall(id, name, JSON.stringify(args), namespace);
  return { type: 'local_shell_call', id: `ls_${id}`, call_id: id, status: 'completed', action: args };
}

function functionCall(id: string, name: string, args: string, namespace: string | null): OutputItem {
  const place = namespace === null ? {} : { namespace };
  return { type: 'function_call', id: `fc_${id}`, call_id: id, name, ...place, arguments: args };
}

function customCall(id: string, name: string, input: string, namespace: string | null): OutputItem {
  const place = namespace === null ? {} : { namespace };
  return { type: 'custom_tool_call', id: `ctc_${id}`, call_id: id, status: 'completed', name, ...place, input };
}
