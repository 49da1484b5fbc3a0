import 'vitest';
import type { Run } from './run-config.ts';
import type { TestMeta } from './test-meta.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Provided by the global setup. */
    run: Run;
  }

  interface TaskMeta extends TestMeta {}
}
