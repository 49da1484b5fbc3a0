import { says } from '../../model/responses.ts';
import { depthScenarios } from '../depth/depth-scenario.ts';

/** Turns of one thread, one after the other. */
export const turnScenarios = depthScenarios(import.meta.url, {
  'app-server/turns/two-in-one-thread': {
    mode: 'app_server',
    about: 'Two turns of one thread, one after the other.',
    model: [says('one'), says('two')],
    async play({ server }) {
      await server(async (client) => {
        await client.initialize();
        const thread = await client.thread();
        await client.turn(thread, 'Say one.');
        await client.turn(thread, 'Say two.');
      });
    },
  },
});
