import { shell } from '../../model/calls.ts';
import { callsFor, says } from '../../model/responses.ts';
import { depthScenarios } from '../depth/depth-scenario.ts';

/** Shell commands that the model runs. */
export const commandScenarios = depthScenarios(import.meta.url, {
  'exec/command/succeeds': {
    mode: 'exec_stateless',
    about: 'The model runs a command that succeeds, and then says that it is done.',
    departs: ['writes-files'],
    model: [callsFor(shell('echo hello')), says('done')],
    async play({ exec }) {
      await exec(['Say hello.'], { sandbox: 'danger-full-access' });
    },
  },
  'exec/command/succeeds-for-catalogue-model': {
    mode: 'exec_stateless',
    about: 'The model of the binary’s own catalogue runs a command that succeeds, and then says that it is done.',
    departs: ['writes-files'],
    model: [callsFor(shell('echo hello')), says('done')],
    async play({ exec }) {
      await exec(['Say hello.'], { sandbox: 'danger-full-access', model: null });
    },
  },
});
