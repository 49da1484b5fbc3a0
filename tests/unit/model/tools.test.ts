import { expect, test } from 'vitest';
import { offeredTools } from '../../../helpers/model/tools.ts';

test('finds tools in lists, namespaces and input items', () => {
  const body = {
    input: [
      { type: 'message', role: 'user' },
      {
        type: 'additional_tools',
        role: 'developer',
        tools: [{ type: 'namespace', name: 'functions', tools: [{ type: 'custom', name: 'exec' }] }],
      },
    ],
    tools: [
      { type: 'function', name: 'shell_command' },
      { type: 'web_search' },
      { type: 'namespace', name: 'mcp__t', tools: [{ type: 'function', name: 'echo' }] },
    ],
  };
  expect(offeredTools(body)).toEqual([
    { name: 'shell_command', type: 'function', namespace: null },
    { name: 'web_search', type: 'web_search', namespace: null },
    { name: 'echo', type: 'function', namespace: 'mcp__t' },
    { name: 'exec', type: 'custom', namespace: 'functions' },
  ]);
});

test('a request without tools has none', () => {
  expect(offeredTools({ input: [null, 'text', { type: 'message' }], tools: 'none' })).toEqual([]);
});
