import { changeModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { eachRequest } from '../../checks/exec/request-contents.ts';
import { beside } from '../beside.ts';

type Header = readonly [name: string, value: string];

/** The environment of codex. */
export const environmentChecks = beside({
  'exec/environment/key-of-provider': [
    eachRequest(
      {
        id: 'exec/environment/key-of-provider-sent',
        clause: 'The key of a provider, from the variable that it names, goes with each request as a bearer token.',
        level: 'must',
        authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/auth_env.rs' },
        mutants: () => ({
          'sends no key': headers((all) => all.filter((header) => !isAuthorization(header))),
          'sends it under a name of its own': headers((all) =>
            all.map(([name, value]) => [isAuthorization([name, value]) ? 'x-api-key' : name, value]),
          ),
          'sends it in another scheme': headers((all) =>
            all.map(([name, value]) => [name, value.replace(/^Bearer/, 'Basic')]),
          ),
        }),
      },
      (exchange) => {
        const actual = exchange.headers.find(isAuthorization)?.[1] ?? 'none';
        return /^Bearer\b/.test(actual)
          ? undefined
          : { subject: 'the authorization header', expected: 'a bearer token', actual };
      },
    ),
  ],
});

function isAuthorization([name]: Header): boolean {
  return name.toLowerCase() === 'authorization';
}

function headers(change: (all: readonly Header[]) => Header[]): Mutation {
  return changeModelRequests((exchange) => [{ ...exchange, headers: change(exchange.headers) }]);
}
