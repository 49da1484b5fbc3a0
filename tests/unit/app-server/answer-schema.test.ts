import { expect, test } from 'vitest';
import { resultRef } from '../../../helpers/app-server/answer-schema.ts';

const DEFINITIONS = {
  InitializeResponse: {},
  v2: {
    TurnStartResponse: {},
    GetUsageResponse: {},
    MemoryResetResponse: {},
    ConfigWriteResponse: {},
    LogoutAccountResponse: {},
  },
};
const NONE = { type: 'null' };

function refTo(name: string): object {
  return { $ref: `#/definitions/${name}` };
}

test.for([
  ['by its params', 'turn/start', refTo('v2/TurnStartParams'), 'v2/TurnStartResponse'],
  ['by its params outside of v2', 'initialize', refTo('InitializeParams'), 'InitializeResponse'],
  [
    'by params that can be null',
    'account/usage/read',
    { anyOf: [refTo('v2/GetUsageParams'), NONE] },
    'v2/GetUsageResponse',
  ],
  ['by its method if it has no params', 'memory/reset', NONE, 'v2/MemoryResetResponse'],
  ['by another name', 'config/value/write', refTo('v2/ConfigValueWriteParams'), 'v2/ConfigWriteResponse'],
  ['by another name without params', 'account/logout', NONE, 'v2/LogoutAccountResponse'],
] as const)('finds the result of a request %s', ([, method, params, name]) => {
  expect(resultRef(method, { properties: { params } }, DEFINITIONS)).toBe(`#/definitions/${name}`);
});

test('a request without a declared result has none', () => {
  expect(resultRef('thread/new', { properties: { params: refTo('v2/ThreadNewParams') } }, DEFINITIONS)).toBeUndefined();
});
