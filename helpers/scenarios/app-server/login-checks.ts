import { failIfAny, type Check } from '../../checks/check.ts';
import { README } from '../../checks/app-server/authorities.ts';
import { faultOfCall } from '../../checks/app-server/call-faults.ts';
import { objectIn } from '../../checks/app-server/fields.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { addFile, changeFiles } from '../../mutations/recording.ts';
import { changeNotifications, changeResultOf } from '../../mutations/wire.ts';
import { clientCalls, type ClientCall } from '../../queries/client-calls.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import { objectOf } from '../../util/json-object.ts';

/** The login of a client is kept until its logout. */
export const loginKept: Check = {
  id: 'app-server/setup/login-kept',
  clause:
    'After a login with a key account/updated and account/read report it and CODEX_HOME has auth.json; after a logout they do not.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['account/login/start', 'account/logout', 'account/read'],
  judge({ processes, files }) {
    const compared = processes.flatMap((process): Evidence[][] => {
      const changes = clientCalls(process).filter(
        ({ method, result }) => /\/(?:login\/start|logout)$/.test(method) && result !== null,
      );
      const last = changes.at(-1);
      if (last === undefined) return [];
      const updates = messagesOf(process).flatMap(({ message }) =>
        message.kind === 'notification' && message.method === 'account/updated'
          ? [objectOf(message.params)['authMode'] ?? null]
          : [],
      );
      const reads = clientCalls(process).filter(({ method, result }) => method === 'account/read' && result !== null);
      const isStored = files.some(({ place, path }) => place === 'codex_home' && path === 'auth.json');
      return [
        faultOfCall(last, 'account/updated', changes.map(modeOf), updates),
        faultOfCall(last, 'auth.json', modeOf(last) !== null, isStored),
        ...reads.map((read) => {
          const before = changes.findLast(({ line }) => line < read.line);
          const expected = before === undefined || modeOf(before) === null ? null : 'apiKey';
          return faultOfCall(read, 'account', expected, objectIn(read.result!, 'account')['type'] ?? null);
        }),
      ];
    });
    return failIfAny(compared.flat(), compared.length, 'statements on the login, each as the client asked');
  },
  mutants: () => ({
    'notifies of another login': changeNotifications('account/updated', (params) => [
      { ...params, authMode: 'chatgpt' },
    ]),
    'reads another account': changeResultOf('account/read', ({ account }) => ({
      account: account === null ? { type: 'apiKey' } : null,
    })),
    'stores the opposite': (recording) =>
      recording.files.some(({ path }) => path === 'auth.json')
        ? changeFiles((files) => files.filter(({ path }) => path !== 'auth.json'))(recording)
        : addFile('codex_home', 'auth.json')(recording),
  }),
};

/** The mode of `account/updated` after a login with a key, or a logout. */
function modeOf({ method }: ClientCall): string | null {
  return method === 'account/logout' ? null : 'apikey';
}
