import { appServerMutants } from './app-server.ts';
import { execMutants } from './exec.ts';
import type { Mutant } from './mutant.ts';
import { replyMutants } from './reply.ts';
import { resumeMutants } from './resume.ts';
import { runMutants } from './run.ts';

/** What each check must notice. */
export const MUTANTS: readonly Mutant[] = [
  ...runMutants,
  ...execMutants,
  ...resumeMutants,
  ...appServerMutants,
  ...replyMutants,
];
