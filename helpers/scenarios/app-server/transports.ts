import { type Transport, TRANSPORTS } from '../../app-server/transports.ts';
import { type ExtendedScenario, extendedScenarios } from '../dsl/extended-scenarios.ts';

function compressionOver(transport: Exclude<Transport, 'stdio'>): ExtendedScenario {
  return {
    about: `A client over ${transport}:// offers to compress messages, as most WebSocket clients do, and initializes.`,
    // In some versions the server closes the connection: then initialize is not answered.
    breaks: ['starts', 'stdio', 'threads', 'notifies'],
    needs: TRANSPORTS[transport].needs,
    model: [],
    play: ({ server }) =>
      server(async (client) => void (await client.initialize()), { transport, offersCompression: true }),
  };
}

/** Clients of servers that listen. */
export const connectionScenarios = extendedScenarios(import.meta.url, {
  'app-server/transport/ws-compression': compressionOver('ws'),
  'app-server/transport/unix-compression': compressionOver('unix'),
});
