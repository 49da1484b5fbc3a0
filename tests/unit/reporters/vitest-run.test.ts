import { expectTypeOf, test } from 'vitest';
import type { SerializedError } from 'vitest';
import type { TestModule, TestRunEndReason } from 'vitest/node';
import type { RunEndReason, RunError, RunModule } from '../../../helpers/reporters/vitest-run.ts';

test('reads only fields that Vitest reports', () => {
  expectTypeOf<TestModule>().toExtend<RunModule>();
  expectTypeOf<SerializedError>().toExtend<RunError>();
  expectTypeOf<TestRunEndReason>().toEqualTypeOf<RunEndReason>();
});
