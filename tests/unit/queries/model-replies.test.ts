import { describe, expect, it } from 'vitest';
import { patch, shell, tool, type ToolCall } from '../../../helpers/model/calls.ts';
import { call, message, responds } from '../../../helpers/model/responses.ts';
import type { ModelRequest } from '../../../helpers/model/script.ts';
import {
  callsIn,
  commandIn,
  inputTokensIn,
  outputIn,
  patchIn,
  usageIn,
} from '../../../helpers/queries/model-replies.ts';
import type { ModelExchange } from '../../../helpers/recording/recording.ts';

const PATCH = '*** Begin Patch\n*** Add File: a\n+one\n*** End Patch';
const COMMAND = `echo "it's"; exit 3`;

const TOOLS = {
  shell: { type: 'function', name: 'shell' },
  local_shell: { type: 'local_shell' },
  shell_command: { type: 'function', name: 'shell_command' },
  exec_command: { type: 'function', name: 'exec_command' },
  exec: { type: 'custom', name: 'exec' },
};

describe('a reply of the model', () => {
  it.each(Object.entries(TOOLS))('contains the command of a call of %s', (_, offered) => {
    expect(callsIn(replyTo([offered], shell(COMMAND))).map(commandIn)).toEqual([COMMAND]);
  });

  it.each([
    ['a function', { type: 'function', name: 'apply_patch' }],
    ['a custom tool', { type: 'custom', name: 'apply_patch' }],
    ['a shell command', { type: 'function', name: 'exec_command' }],
  ])('contains the patch of a call of %s', (_, offered) => {
    expect(callsIn(replyTo([offered], patch(PATCH))).map(patchIn)).toEqual([PATCH]);
  });

  it('contains neither a command nor a patch in other calls', () => {
    const [lookup] = callsIn(replyTo([], tool('lookup', { cmd: 'ls' }, 'books')));
    expect(lookup).toMatchObject({ id: 'call_1_1', name: 'lookup', namespace: 'books', args: { cmd: 'ls' } });
    expect([commandIn(lookup!), patchIn(lookup!)]).toEqual([null, null]);
  });

  it('contains complete output items and the usage', () => {
    const reply = replyTo([], tool('lookup', {}));
    expect(outputIn(reply).map(({ type }) => type)).toEqual(['function_call', 'message']);
    expect(usageIn(reply)).toMatchObject({ output_tokens: 2 });
    expect(inputTokensIn(reply)).toBe(10);
  });

  it('contains nothing where it was cut off in a line', () => {
    const cut = { ...replyTo([], tool('lookup', {})), reply: { status: 200, body: 'data: {"type', ended_by: 'reset' } };
    const exchange = cut as ModelExchange;
    expect([outputIn(exchange), usageIn(exchange), inputTokensIn(exchange)]).toEqual([[], null, 0]);
  });
});

function replyTo(tools: readonly object[], made: ToolCall): ModelExchange {
  const request = { n: 1, body: { input: [], tools } } as unknown as ModelRequest;
  const actions = responds([call(made), message('done')])(request);
  const body = actions.map((action) => (action.do === 'bytes' ? String(action.bytes) : '')).join('');
  return { reply: { status: 200, body, ended_by: 'end' } } as ModelExchange;
}
