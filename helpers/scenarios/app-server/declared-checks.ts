import { failIfAny, type Check } from '../../checks/check.ts';
import { README } from '../../checks/app-server/authorities.ts';
import { inSequence } from '../../mutations/mutation.ts';
import { changeResponse } from '../../mutations/wire.ts';
import { clientCalls } from '../../queries/client-calls.ts';
import { onWire } from '../../queries/wire-messages.ts';
import type { Recording } from '../../recording/recording.ts';
import { beside } from '../beside.ts';

/** Methods that a scenario requests only with invalid params, or with features that not all versions have. */
const REFUSABLE: ReadonlySet<string> = new Set([
  'configRequirements/read',
  'experimentalFeature/enablement/set',
  'windowsSandbox/setupStart',
]);

const declaredServed: Check = {
  id: 'app-server/requests/declared-served',
  clause: 'Each method that the binary declares and the client requests with valid params has a result at least once.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  judge(recording) {
    const known = recording.protocol?.methods['client request'];
    const calls = recording.processes
      .flatMap(clientCalls)
      .filter(({ method }) => known?.includes(method) !== false && !REFUSABLE.has(method));
    const served = new Set(calls.filter(({ result }) => result !== null).map(({ method }) => method));
    const methods = new Set(calls.map(({ method }) => method));
    const found = [...methods.difference(served)].map((method) => {
      const { process, line } = calls.find((one) => one.method === method)!;
      return { ...onWire(process, line, method), expected: 'a result', actual: 'only error responses' };
    });
    return failIfAny(found, methods.size, 'methods, each with a result');
  },
  mutants: () => ({
    'refuses each request': (recording) => refuses(recording, methodsIn(recording)),
    'refuses one method': (recording) => refuses(recording, methodsIn(recording).slice(-1)),
  }),
};

/** Checks that a server does not refuse what its schema declares: the checks on effects judge only requests with a result. */
export const declaredChecks = beside({
  'app-server/files/on-disk': [declaredServed],
  'app-server/files/watched': [declaredServed],
  'app-server/files/searched': [declaredServed],
  'app-server/processes/commands': [declaredServed],
  'app-server/processes/sandboxed': [declaredServed],
  'app-server/setup/written': [declaredServed],
  'app-server/setup/login': [declaredServed],
  'app-server/setup/imported': [declaredServed],
});

function methodsIn({ processes }: Recording): string[] {
  return processes.flatMap(clientCalls).flatMap(({ method, result }) => (result === null ? [] : [method]));
}

function refuses(recording: Recording, methods: readonly string[]): Recording {
  const refused = methods.filter((method) => method !== 'initialize' && !REFUSABLE.has(method));
  return inSequence(
    ...refused.map((method) =>
      changeResponse(method, ({ id }) => [{ id, error: { code: -32600, message: 'refused' } }]),
    ),
  )(recording);
}
