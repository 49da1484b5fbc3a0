import type { InlineConfig, TestModule } from 'vitest/node';
import { planOf } from '../../../helpers/scenarios/plan.ts';
import { testFileOf } from '../../../helpers/scenarios/reported-tests.ts';
import { withVitest } from '../../../helpers/scenarios/vitest.ts';
import { CASES } from './miniature.ts';

/** The core scenarios of a codex in miniature. */
export const CORE = planOf({ cases: CASES, only: [], extended: false });
const CORE_FILES = [...new Set(CORE.map(testFileOf))];

/** The modules that Vitest reports of the core scenarios in a project. */
export async function modulesOf(project: InlineConfig): Promise<readonly TestModule[]> {
  let found: readonly TestModule[] = [];
  const reporter = {
    onTestRunEnd(modules: readonly TestModule[]) {
      found = modules;
    },
  };
  await withVitest({ ...project, reporters: [reporter] }, async (vitest) => {
    await vitest.start(CORE_FILES);
  });
  return found;
}
