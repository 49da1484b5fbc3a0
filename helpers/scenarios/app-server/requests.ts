import { says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

const UNKNOWN_ID = '01999999-0000-7000-8000-000000000000';

/** The methods of the first version of the protocol, with minimal params, ordered so that none affects a later one. */
const FIRST_VERSION: readonly (readonly [method: string, params: unknown])[] = [
  ['getUserAgent', null],
  ['userInfo', null],
  ['getUserSavedConfig', null],
  ['getAuthStatus', { includeToken: false, refreshToken: false }],
  ['setDefaultModel', { model: 'scripted-model', reasoningEffort: null }],
  ['listConversations', {}],
  ['newConversation', {}],
  ['resumeConversation', { conversationId: UNKNOWN_ID }],
  ['forkConversation', { conversationId: UNKNOWN_ID }],
  ['getConversationSummary', { conversationId: UNKNOWN_ID }],
  ['archiveConversation', { conversationId: UNKNOWN_ID, rolloutPath: '/nowhere' }],
  ['addConversationListener', { conversationId: UNKNOWN_ID }],
  ['removeConversationListener', { subscriptionId: UNKNOWN_ID }],
  ['sendUserMessage', { conversationId: UNKNOWN_ID, items: [] }],
  ['sendUserTurn', { conversationId: UNKNOWN_ID }],
  ['interruptConversation', { conversationId: UNKNOWN_ID }],
  ['gitDiffToRemote', { cwd: '/nowhere' }],
  ['execOneOffCommand', { command: [] }],
  ['fuzzyFileSearch', { query: 'a', roots: [] }],
  // Valid params would wait for a browser; invalid ones are enough to show whether the method exists.
  ['loginChatGpt', 7],
  ['cancelLoginChatGpt', { loginId: UNKNOWN_ID }],
  ['loginApiKey', { apiKey: '' }],
  ['logoutChatGpt', null],
];

/** A method that is unknown to every version. */
export const UNKNOWN_METHOD = 'no/such';

/** Refused requests, and the first version of the protocol. */
export const requestScenarios = extendedScenarios(import.meta.url, {
  'app-server/requests/refused': {
    about:
      'Requests with an unknown method, without params, with invalid params, and with an unknown thread; then a turn.',
    breaks: ['valid-requests', 'usage-repeated'],
    model: [says('one')],
    play: withClient(async (client) => {
      await client.ask(UNKNOWN_METHOD);
      client.line('{"method":"thread/start","id":"no params"}');
      await client.ask('thread/start', null);
      await client.ask('thread/start', { cwd: 7 });
      await client.ask('turn/start', { threadId: UNKNOWN_ID, input: [] });
      await client.ask('turn/start', { threadId: 'no id', input: [] });
      await client.ask('turn/start', {});
      await client.ask('turn/interrupt', { threadId: UNKNOWN_ID, turnId: '0' });
      await client.ask('thread/resume', { threadId: UNKNOWN_ID });
      await client.ask('thread/read', { threadId: UNKNOWN_ID });
      const thread = await client.thread();
      await client.ask('turn/start', { threadId: thread, input: [{ type: 'haiku' }] });
      await client.turn(thread, 'Say one.');
    }),
  },
  'app-server/requests/first-version': {
    about: 'The client sends each method of the first version of the protocol.',
    breaks: ['valid-requests', 'threads'],
    idle: true,
    model: [],
    play: withClient(async (client) => {
      for (const [method, params] of FIRST_VERSION) await client.ask(method, params);
    }),
  },
  'app-server/requests/first-version-conversation': {
    about: 'The client holds a conversation in the first version of the protocol, if the binary supports it.',
    breaks: ['valid-requests', 'threads'],
    model: [says('one')],
    play: withClient(async (client) => {
      const conversationId = textAt(await client.ask('newConversation'), 'conversationId');
      if (conversationId !== null) await converse(client, conversationId);
    }),
  },
});

async function converse(client: Client, conversationId: string): Promise<void> {
  await client.ask('addConversationListener', { conversationId });
  await client.ask('sendUserMessage', { conversationId, items: [{ type: 'text', data: { text: 'Say one.' } }] });
  await client.seen('codex/event/task_complete');
}
