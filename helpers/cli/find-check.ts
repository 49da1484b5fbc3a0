import type { Check } from '../checks/check.ts';
import { CHECKS } from '../scenarios/catalog.ts';
import { nearest } from '../util/text/nearest.ts';
import { SuiteError } from '../util/errors.ts';

const MAX_SUGGESTIONS = 8;

/** @throws SuiteError `usage` that suggests similar ids, and ids that contain this one */
export function findCheck(id: string): Check {
  const found = CHECKS.find((check) => check.id === id);
  if (found !== undefined) return found;
  const ids = CHECKS.map((check) => check.id);
  const containing = id.length < 2 ? [] : ids.filter((one) => one.includes(id));
  const similar = nearest(id, ids);
  const names = containing.length > 0 || similar === undefined ? containing.slice(0, MAX_SUGGESTIONS) : [similar];
  const more = containing.length > MAX_SUGGESTIONS ? ` … (${containing.length} in all)` : '';
  throw new SuiteError('usage', `Unknown check ${JSON.stringify(id)}.`, {
    hint:
      names.length === 0
        ? 'Run codex-conformance list --checks to see all checks.'
        : `Did you mean ${names.join(', ')}${more}?`,
  });
}
