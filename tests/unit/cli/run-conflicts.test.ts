import { expect, test } from 'vitest';
import { assertCombination } from '../../../helpers/cli/run-conflicts.ts';
import { failureOf } from '../codex/temporary.ts';
import { runOptions } from './run-options.ts';

test.for([
  [['--only-failed', '--only=exec'], '--only-failed and --only exclude each other.'],
  [['--live', '--shard=1/2'], '--shard and --live exclude each other.'],
  [['--merge=a', '--codex=pinned'], '--merge and --codex exclude each other.'],
  [['--thorough', '--core'], '--thorough and --core exclude each other.'],
  [['--merge=a', '--shard=1/2'], '--shard and --merge exclude each other.'],
  [['--workspace=w'], '--workspace requires --live'],
  [['--reason=because of that'], '--reason requires --write-baseline'],
] as const)('rejects %j', async ([argv, message]) => {
  expect(await failureOf(() => assertCombination(runOptions(...argv)))).toMatchObject({ kind: 'usage', message });
});

test.for([[], ['--live', '--workspace=w'], ['--merge=a', '--write-baseline=b', '--reason=because of that']])(
  'accepts %j',
  (argv) => {
    expect(() => assertCombination(runOptions(...argv))).not.toThrow();
  },
);
