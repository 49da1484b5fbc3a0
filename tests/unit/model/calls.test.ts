import { expect, test } from 'vitest';
import { offeredTool, patch, rawTool, shell, tool, type ToolCall } from '../../../helpers/model/calls.ts';

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

const PATCH = '*** Begin Patch\n*** End Patch';

test.for([
  ['custom', 'apply_patch', { type: 'custom_tool_call', status: 'completed', input: PATCH }],
  ['function', 'apply_patch', { type: 'function_call', arguments: JSON.stringify({ input: PATCH }) }],
  [
    'function',
    'exec_command',
    { type: 'function_call', arguments: JSON.stringify({ cmd: `apply_patch <<'EOF'\n${PATCH}\nEOF` }) },
  ],
] as const)('patch calls the %s tool %s', ([type, name, call]) => {
  expect(made(patch(PATCH), { type, name })).toEqual({ ...call, name });
});

test.for([
  ['a flat name', [{ type: 'function', name: 'mcp__t__echo' }], { name: 'mcp__t__echo' }],
  [
    'a namespace',
    [{ type: 'namespace', name: 'mcp__t', tools: [{ type: 'function', name: 'echo' }] }],
    { name: 'echo', namespace: 'mcp__t' },
  ],
  ['no such tool', [], { name: 'echo' }],
] as const)('offeredTool finds a tool by %s', ([, tools, call]) => {
  expect(made(offeredTool('echo', {}), ...tools)).toEqual({ type: 'function_call', ...call, arguments: '{}' });
});

test('tool and rawTool pass arguments unchanged', () => {
  expect([made(tool('x', { a: 1 }, 'n')), made(rawTool('x', 'not JSON'))]).toEqual([
    { type: 'function_call', name: 'x', namespace: 'n', arguments: '{"a":1}' },
    { type: 'function_call', name: 'x', arguments: 'not JSON' },
  ]);
});
