import { says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

/** Lines that are no message, and one that is half of a message. */
const BROKEN = [
  'not JSON',
  '{"method":"thread/start","id":9',
  '',
  '[{"method":"thread/loaded/list","id":10,"params":{}}]',
  '7',
  'null',
  '{}',
  '{"id":11}',
  '{"method":7,"id":12,"params":{}}',
  '{"method":"thread/loaded/list","id":null,"params":{}}',
  '{"method":"thread/loaded/list","id":1.5,"params":{}}',
  '{"id":13,"result":{}}',
  '{"id":"nobody","error":{"code":-1,"message":"nothing"}}',
  '{"method":"no/such","params":{}}',
];

/** Characters of a line that no pipe takes in one go. */
const LONG = 200_000;
const AT_ONCE = 30;
const TEN_THOUSAND = 10_000;

/** Lines of the client, their ids and their order. */
export const framingScenarios = extendedScenarios(import.meta.url, {
  'app-server/framing/broken-lines': {
    about: 'The client sends invalid lines, responses to no request and an unknown notification, and then runs a turn.',
    breaks: ['usage-repeated'],
    model: [says('one')],
    play: withClient(async (client) => {
      for (const line of BROKEN) client.line(line);
      await client.turn(await client.thread(), 'Say one.');
    }),
  },
  'app-server/framing/ids': {
    about:
      'Requests have ids of all kinds: strings, zero, a negative number, a large one, a string that looks like a number.',
    breaks: ['usage-repeated'],
    model: [says('one')],
    play: withClient(async (client) => {
      const thread = await client.thread();
      for (const id of ['a text', '', '7', 7, 0, -1, 2 ** 40, 'ä\u2028"\\']) await client.ask('thread/list', {}, id);
      await client.turn(thread, 'Say one.');
    }),
  },
  'app-server/framing/odd-lines': {
    about: 'The client ends a line with CRLF, adds unknown members, and sends a very long line.',
    breaks: ['usage-repeated'],
    model: [says('one')],
    play: withClient(async (client) => {
      client.line('{"method":"thread/list","id":"crlf","params":{}}\r');
      client.line('{"jsonrpc":"2.0","method":"thread/list","id":"members","params":{"unknown":1},"unknown":2}');
      await client.ask('thread/list', { unknown: 'x'.repeat(LONG) });
      await client.turn(await client.thread({ unknown: [null] }), 'Say one.');
    }),
  },
  'app-server/framing/at-once': {
    about: 'The client sends many requests without waiting for an answer.',
    breaks: ['has-turn'],
    model: [],
    play: withClient(async (client) => {
      const list = Array.from({ length: AT_ONCE }, () => client.ask('thread/list'));
      const threads = [client.announcedThread(), client.announcedThread(), client.announcedThread()];
      await Promise.all([...list, ...threads]);
    }),
  },
  'app-server/framing/ten-thousand': {
    about: 'The client sends ten thousand requests without waiting for an answer.',
    // An overloaded server refuses requests. One that never gets an answer is awaited up to the deadline.
    breaks: ['has-turn', 'threads', 'valid-requests'],
    thorough: true,
    model: [],
    play: withClient(async (client) => {
      await Promise.all(Array.from({ length: TEN_THOUSAND }, () => client.ask('thread/loaded/list')));
    }),
  },
});
