import { says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

const NOBODY = '01999999-0000-7000-8000-000000000000';

/** The methods of the first version of the protocol, each with the least that it takes, in an order in which none spoils another. */
const FIRST_VERSION: readonly (readonly [method: string, params: unknown])[] = [
  ['getUserAgent', null],
  ['userInfo', null],
  ['getUserSavedConfig', null],
  ['getAuthStatus', { includeToken: false, refreshToken: false }],
  ['setDefaultModel', { model: 'scripted-model', reasoningEffort: null }],
  ['listConversations', {}],
  ['newConversation', {}],
  ['resumeConversation', { conversationId: NOBODY }],
  ['forkConversation', { conversationId: NOBODY }],
  ['getConversationSummary', { conversationId: NOBODY }],
  ['archiveConversation', { conversationId: NOBODY, rolloutPath: '/nowhere' }],
  ['addConversationListener', { conversationId: NOBODY }],
  ['removeConversationListener', { subscriptionId: NOBODY }],
  ['sendUserMessage', { conversationId: NOBODY, items: [] }],
  ['sendUserTurn', { conversationId: NOBODY }],
  ['interruptConversation', { conversationId: NOBODY }],
  ['gitDiffToRemote', { cwd: '/nowhere' }],
  ['execOneOffCommand', { command: [] }],
  ['fuzzyFileSearch', { query: 'a', roots: [] }],
  // It would wait for a browser: params of a wrong type tell as well whether it is there.
  ['loginChatGpt', 7],
  ['cancelLoginChatGpt', { loginId: NOBODY }],
  ['loginApiKey', { apiKey: '' }],
  ['logoutChatGpt', null],
];

/** A method that no version has. */
export const UNKNOWN_METHOD = 'no/such';

/** Refused requests, and the first version of the protocol. */
export const requestScenarios = extendedScenarios(import.meta.url, {
  'app-server/requests/refused': {
    about: 'Requests have an unknown method, no params, invalid ones, or an unknown thread; then there is a turn.',
    breaks: ['valid-requests'],
    model: [says('one')],
    play: withClient(async (client) => {
      await client.ask(UNKNOWN_METHOD);
      client.line('{"method":"thread/start","id":"no params"}');
      await client.ask('thread/start', null);
      await client.ask('thread/start', { cwd: 7 });
      await client.ask('turn/start', { threadId: NOBODY, input: [] });
      await client.ask('turn/start', { threadId: 'no id', input: [] });
      await client.ask('turn/start', {});
      await client.ask('turn/interrupt', { threadId: NOBODY, turnId: '0' });
      await client.ask('thread/resume', { threadId: NOBODY });
      await client.ask('thread/read', { threadId: NOBODY });
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
    about: 'The client has a conversation in the first version of the protocol, as far as that is supported.',
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
