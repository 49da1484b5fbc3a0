import 'vitest';
import type { TestMeta } from './test-meta.ts';

declare module 'vitest' {
  interface TaskMeta extends TestMeta {}
}
