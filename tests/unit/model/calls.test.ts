import { expect, test } from 'vitest';
import { custom, offeredTool, patch, rawTool, shell, tool, type ToolCall } from '../../../helpers/model/calls.ts';

/** What a call comes to when a request offers these tools. */
function made(call: ToolCall, ...tools: readonly object[]): Readonly<Record<string, unknown>> {
  const { id: _id, call_id: _callId, ...rest } = call({ n: 1, headers: {}, body: { input: [], tools } }, 'c1');
  return rest;
}

const NAMESPACE = { type: 'namespace', name: 'functions', tools: [{ type: 'custom', name: 'exec' }] };

test.for([
  ['exec_command', { cmd: 'echo hi', yield_time_ms: 5 }],
  ['shell_command', { command: 'echo hi', timeout_ms: 7 }],
  ['shell', { command: ['bash', '-lc', 'echo hi'], timeout_ms: 7 }],
] as const)('shell calls %s if it is offered', ([name, args]) => {
  const call = made(shell('echo hi', { yieldMs: 5, timeoutMs: 7 }), { type: 'function', name });
  expect({ ...call, arguments: JSON.parse(String(call['arguments'])) as unknown }).toEqual({
    type: 'function_call',
    name,
    arguments: args,
  });
});

test('shell uses local_shell or code as a last resort', () => {
  expect(made(shell('echo hi'), { type: 'local_shell' })).toEqual({
    type: 'local_shell_call',
    status: 'completed',
    action: { type: 'exec', command: ['bash', '-lc', 'echo hi'], env: {} },
  });
  expect(made(shell('echo "hi"'), NAMESPACE)).toEqual({
    type: 'custom_tool_call',
    status: 'completed',
    name: 'exec',
    namespace: 'functions',
    input: String.raw`const r = await tools.exec_command({"cmd":"echo \"hi\""}); text(r.output ?? r);`,
  });
});

test('an escalated command has a justification', () => {
  const { arguments: args } = made(shell('touch x', { escalate: true }), { type: 'function', name: 'exec_command' });
  expect(JSON.parse(String(args))).toEqual({
    cmd: 'touch x',
    sandbox_permissions: 'require_escalated',
    justification: 'it has to be',
  });
});

test('patch uses apply_patch, else the shell', () => {
  const text = '*** Begin Patch\n*** End Patch';
  expect([
    made(patch(text), { type: 'custom', name: 'apply_patch' }),
    made(patch(text), { type: 'function', name: 'apply_patch' }),
    made(patch(text), { type: 'function', name: 'exec_command' }),
  ]).toEqual([
    { type: 'custom_tool_call', status: 'completed', name: 'apply_patch', input: text },
    { type: 'function_call', name: 'apply_patch', arguments: JSON.stringify({ input: text }) },
    {
      type: 'function_call',
      name: 'exec_command',
      arguments: JSON.stringify({ cmd: `apply_patch <<'EOF'\n${text}\nEOF` }),
    },
  ]);
});

test('offeredTool calls a tool by its full name', () => {
  expect([
    made(offeredTool('echo', {}), { type: 'function', name: 'mcp__t__echo' }),
    made(offeredTool('echo', {}), { type: 'namespace', name: 'mcp__t', tools: [{ type: 'function', name: 'echo' }] }),
    made(offeredTool('echo', {})),
  ]).toEqual([
    { type: 'function_call', name: 'mcp__t__echo', arguments: '{}' },
    { type: 'function_call', name: 'echo', namespace: 'mcp__t', arguments: '{}' },
    { type: 'function_call', name: 'echo', arguments: '{}' },
  ]);
});

test('tool, rawTool and custom pass arguments unchanged', () => {
  expect([made(tool('x', { a: 1 }, 'n')), made(rawTool('x', 'not JSON')), made(custom('y', 'text'))]).toEqual([
    { type: 'function_call', name: 'x', namespace: 'n', arguments: '{"a":1}' },
    { type: 'function_call', name: 'x', arguments: 'not JSON' },
    { type: 'custom_tool_call', status: 'completed', name: 'y', input: 'text' },
  ]);
});
