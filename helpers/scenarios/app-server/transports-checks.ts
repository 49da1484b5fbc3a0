import { cleanAfterSigterm } from '../../checks/app-server/exit.ts';
import { beside } from '../beside.ts';

/** Checks of {@link connectionScenarios}. */
export const connectionChecks = beside({
  'app-server/transport/ws-compression': [cleanAfterSigterm],
  'app-server/transport/unix-compression': [cleanAfterSigterm],
});
