import { SuiteError } from '../util/errors.ts';
import type { RunResult } from '../formats/run-result.ts';

const NO_LOGIN =
  /\b401\b|unauthori[sz]ed|not (?:logged|signed) in|(?:log|sign) ?in again|missing environment variable|missing bearer/i;

/**
 * A codex that is not logged in has failed no check.
 *
 * @throws SuiteError `environment` if every scenario failed because of the login
 */
export function assertLoggedIn({ modes }: RunResult): void {
  const errors = Object.values(modes)
    .flatMap(({ cases }) => cases)
    .map(({ result }) => result.error ?? '');
  if (errors.length === 0 || !errors.every((error) => NO_LOGIN.test(error))) return;
  throw new SuiteError('environment', `codex has no valid login for its model: ${errors[0]}`, {
    hint: 'Log in (codex login) with the same CODEX_HOME, or set the key that its provider expects, and run again.',
  });
}
