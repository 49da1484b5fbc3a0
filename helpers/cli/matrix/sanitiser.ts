import { homeFolder } from '../../util/home-folder.ts';
import { createSanitiser } from '../../recording/sanitise.ts';
import { SUITE_ROOT } from '../../util/suite-root.ts';
import type { Io } from '../io.ts';

/** Takes paths of this machine out of the texts of a matrix that no recording has: why a version could not be had, and crashes. */
export function matrixSanitiser(env: Io['env']): (text: string) => string {
  const paths = [
    { path: SUITE_ROOT, placeholder: '<SUITE_ROOT>' },
    { path: homeFolder(env), placeholder: '<HOME>' },
  ];
  return createSanitiser({ paths, secrets: [] }).text;
}
