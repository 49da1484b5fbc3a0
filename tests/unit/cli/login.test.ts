import { expect, test } from 'vitest';
import { assertLoggedIn } from '../../../helpers/cli/login.ts';
import { failureOf } from '../codex/temporary.ts';
import { runOf, module, scenarioResult, RESUMED, scenario, SERVED } from '../reporters/run-fixture.ts';

const REFUSED = 'unexpected status 401 Unauthorized: Incorrect API key provided';

/** A run of three scenarios with these errors. */
function runWith(
  first: string | null,
  second: string | null,
  third: string | null,
): Parameters<typeof assertLoggedIn>[0] {
  return runOf([
    module([...scenario(scenarioResult({ error: first })), ...scenario({ ...RESUMED, error: second })]),
    module(scenario({ ...SERVED, error: third }), { mode: 'app_server' }),
  ]);
}

test('refused in every scenario means not logged in', async () => {
  expect(await failureOf(() => assertLoggedIn(runWith(REFUSED, 'Not logged in', 'HTTP 401')))).toEqual({
    kind: 'environment',
    message: `codex has no valid login for its model: ${REFUSED}`,
    hint: 'Log in (codex login) with the same CODEX_HOME, or set the key that its provider expects, and run again.',
  });
});

test.each([
  'Not signed in. Please run codex login.',
  'Please log in again.',
  'Your access token could not be refreshed because your refresh token was revoked. Please log out and sign in again.',
  'Missing environment variable: `OPENAI_API_KEY`.',
  'Missing bearer or basic authentication in header',
  'unauthorised',
])('recognises %j as a missing login', (error) => {
  expect(() => assertLoggedIn(runWith(error, error, error))).toThrow(error);
});

test.each<[string, string | null]>([
  ['nothing', null],
  ['something else', 'stream disconnected before completion'],
  ['a number that has 401 in it', 'exceeded 14010 tokens'],
])('one scenario with %s means logged in', (_, error) => {
  expect(() => assertLoggedIn(runWith(REFUSED, error, REFUSED))).not.toThrow();
});

test('a run without scenarios has no login error', () => {
  expect(() => assertLoggedIn(runOf([]))).not.toThrow();
});
