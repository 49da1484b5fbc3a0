import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';

test('the root of the suite is the folder that holds tests, without a slash at its end', () => {
  expect(join(SUITE_ROOT, 'tests', 'unit', 'util', 'suite-root.test.ts')).toBe(import.meta.filename);
  expect(SUITE_ROOT).not.toMatch(/[\\/]$/);
});
