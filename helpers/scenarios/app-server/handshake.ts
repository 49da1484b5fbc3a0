import { says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

const CLIENT = { name: 'codex-conformance', title: 'codex-conformance', version: '1' };

/** A tool of the client, in a form that every version with such tools accepts. */
const DYNAMIC_TOOL = { name: 'lookup', description: 'Looks up.', inputSchema: { type: 'object', properties: {} } };

/** The start of a connection. */
export const handshakeScenarios = extendedScenarios(import.meta.url, {
  'app-server/handshake/out-of-order': {
    about: 'Requests before `initialize`, then `initialize` without clientInfo, with an invalid name, and twice.',
    breaks: ['valid-requests', 'has-turn'],
    model: [],
    play: ({ server }) =>
      server(async (client) => {
        await client.ask('thread/start');
        await client.ask('no/such');
        await client.ask('initialize');
        await client.ask('initialize', { clientInfo: { name: 'no\rheader', version: '1' } });
        await client.ask('initialize', { clientInfo: CLIENT });
        await client.ask('initialize', { clientInfo: CLIENT });
        // Without the notification `initialized`: no request has to wait for it.
        await client.announcedThread();
      }),
  },
  'app-server/handshake/opt-out': {
    about: 'The client opts out of deltas, token usage, and an unknown method.',
    breaks: ['usage-repeated', 'deltas', 'turn-usage'],
    model: [says('one two')],
    play: ({ server }) =>
      server(async (client) => {
        const optOutNotificationMethods = ['item/agentMessage/delta', 'thread/tokenUsage/updated', 'no/such'];
        await client.initialize({ capabilities: { optOutNotificationMethods } });
        await client.turn(await client.thread(), 'Count to two.');
      }),
  },
  'app-server/handshake/experimental': {
    about: 'Experimental methods, without the capability `experimentalApi` and then with it.',
    breaks: ['valid-requests', 'has-turn'],
    model: [],
    async play({ server }) {
      for (const capabilities of [{}, { experimentalApi: true }]) {
        await server(async (client) => {
          await client.initialize({ capabilities });
          await client.announcedThread({ dynamicTools: [DYNAMIC_TOOL] });
          await client.ask('collaborationMode/list');
          await client.announcedThread();
        });
      }
    },
  },
});
