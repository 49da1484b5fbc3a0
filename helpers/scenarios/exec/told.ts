import { shell } from '../../model/calls.ts';
import { call, message, responds, says, waitsFor } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** What the program is told while the turn goes on. */
export const toldScenarios = extendedScenarios(import.meta.url, {
  'exec/told/while-running': {
    about: 'The model and its command go on only when the program has been told what happened so far.',
    breaks: ['read-only', 'writes-nothing'],
    shows: ['command-ends', 'waits-for-program'],
    told: [
      { process: 1, event: 'thread.started', request: 1, before: 'end of reply' },
      { process: 1, event: 'turn.started', request: 1, before: 'end of reply' },
      { process: 1, event: 'item.started command_execution', request: 2, before: 'request' },
      { process: 1, event: 'item.completed agent_message', request: 2, before: 'end of reply' },
      { process: 1, event: 'item.completed command_execution', request: 2, before: 'end of reply' },
    ],
    model: (gate) => [
      waitsFor(
        gate('thread.started'),
        waitsFor(
          gate('turn.started'),
          responds([
            message('I look.'),
            call(shell('n=0; until [ -e told.txt ] || [ $n = 90 ]; do sleep 0.1; n=$((n+1)); done; echo told')),
          ]),
        ),
      ),
      waitsFor(gate('item.completed agent_message'), waitsFor(gate('item.completed command_execution'), says('done'))),
    ],
    async play({ exec, opened, write }) {
      void opened('item.started command_execution').then(() => write('workspace', 'told.txt', ''));
      await exec(['Look.'], { sandbox: 'danger-full-access' });
    },
  },
});
