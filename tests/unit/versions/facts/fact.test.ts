import { expect, test } from 'vitest';
import { partsOf } from '../../../../helpers/versions/facts/fact.ts';

test.for([
  ['exec turn.completed .usage.input_tokens', { area: 'exec', subject: 'turn.completed', path: '.usage.input_tokens' }],
  ['wire notification turn/started', { area: 'wire', subject: 'notification turn/started', path: '' }],
  ['process exit code = failed', { area: 'process', subject: 'exit code', path: '= failed' }],
  ['files codex_home .tmp/git-<ID>/HEAD', { area: 'files', subject: 'codex_home .tmp/git-<ID>/HEAD', path: '' }],
  ['files', { area: 'files', subject: '', path: '' }],
] as const)('a key is cut into its parts: %s', ([key, parts]) => {
  expect(partsOf(key)).toEqual({ scenario: null, ...parts });
  expect(partsOf(`in exec/runs/as-shipped: ${key}`)).toEqual({ scenario: 'exec/runs/as-shipped', ...parts });
});
