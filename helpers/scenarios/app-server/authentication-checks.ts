import { README } from '../../checks/app-server/authorities.ts';
import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { changeLastProcess, changeEachProcess } from '../../mutations/recording.ts';
import { initializeResult } from '../../queries/wire-messages.ts';
import { fileOf } from '../../queries/process-files.ts';
import { beside } from '../beside.ts';
import { AUTHENTICATION_CASES } from './authentication.ts';

const admitsByToken: Check = {
  id: 'app-server/authentication/admits-by-token',
  effects: [
    'app-server --ws-auth',
    'app-server --ws-token-file',
    'app-server --ws-token-sha256',
    'app-server --ws-shared-secret-file',
    'app-server --ws-issuer',
    'app-server --ws-audience',
  ],
  clause:
    'A server with a WebSocket responds to a client with the right token, and to none with a wrong, expired or missing token or an Origin header.',
  level: 'must',
  authority: README,
  language: 'app-server',
  judge({ scenario, processes }) {
    const attempts = AUTHENTICATION_CASES[scenario]?.attempts ?? [];
    if (processes.length !== attempts.length) {
      return untestable(`${processes.length} connections, expected ${attempts.length}`);
    }
    const found = processes.flatMap((process, index): Evidence[] => {
      const { isAdmitted } = attempts[index]!;
      const isServed = initializeResult(process) !== null;
      if (isServed === isAdmitted) return [];
      const place = { message: `connection ${index + 1}`, file: fileOf(process, 'wire') };
      return [{ ...place, expected: outcomeOf(isAdmitted), actual: outcomeOf(isServed) }];
    });
    return failIfAny(found, attempts.length, 'connections, admitted or refused as expected');
  },
  mutants: () => ({
    'refuses the right token': changeEachProcess(({ wire }) => ({
      wire: wire.filter(({ from }) => from === 'client'),
    })),
    'serves a client without the right token': (recording) =>
      changeLastProcess(() => ({ wire: recording.processes[0]!.wire }))(recording),
  }),
  unjudged: () => ({ 'no connection': (recording) => ({ ...recording, processes: [] }) }),
};

/** Checks of clients that authenticate. */
export const authenticationChecks = beside(
  Object.fromEntries(Object.keys(AUTHENTICATION_CASES).map((name) => [name, [admitsByToken]])),
);

function outcomeOf(isServed: boolean): string {
  return isServed ? 'a response to initialize' : 'no response';
}
