import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

test('the suite root contains tests, without a final slash', () => {
  expect(join(SUITE_ROOT, 'tests', 'unit', 'util', 'suite-root.test.ts')).toBe(import.meta.filename);
  expect(SUITE_ROOT).not.toMatch(/[\\/]$/);
});
