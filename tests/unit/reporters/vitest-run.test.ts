import { expectTypeOf, test } from 'vitest';
import type { SerializedError } from 'vitest';
import type { TestModule, TestRunEndReason } from 'vitest/node';
import type { RunEndReason, RunError, RunModule } from '../../../helpers/reporters/vitest-run.ts';

test('what Vitest reports has all that is read of it', () => {
  expectTypeOf<TestModule>().toExtend<RunModule>();
  expectTypeOf<SerializedError>().toExtend<RunError>();
  expectTypeOf<TestRunEndReason>().toEqualTypeOf<RunEndReason>();
});
