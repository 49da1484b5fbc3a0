import { says, waitsFor } from '../../model/responses.ts';
import { echoes } from '../../model/rules.ts';
import { textAt } from '../dsl/answers.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

/** What `thread/start` may be told, in the spellings of all versions. */
const PARAMS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { model: 'another-model' },
  { cwd: 'nowhere/yet' },
  { ephemeral: true },
  { config: { model_reasoning_effort: 'high' } },
  { modelProvider: 'nobody' },
  { baseInstructions: 'Be brief.', developerInstructions: 'Be exact.' },
  ...['read-only', 'workspace-write', 'danger-full-access', 'workspaceWrite'].map((sandbox) => ({ sandbox })),
  ...['untrusted', 'unlessTrusted', 'on-failure', 'onFailure', 'on-request', 'onRequest', 'never'].map(
    (approvalPolicy) => ({ approvalPolicy }),
  ),
];

/** Threads: started, kept, forked, rolled back. */
export const threadScenarios = extendedScenarios(import.meta.url, {
  'app-server/threads/start-params': {
    about: 'Threads are started with each parameter, in all spellings of all versions.',
    breaks: ['valid-requests', 'has-turn', 'no-approvals', 'writes-nothing'],
    model: [],
    play: withClient(
      async (client) => {
        for (const params of PARAMS) await client.announcedThread(params);
      },
      { args: [], deadlineMs: 60_000 },
    ),
  },
  'app-server/threads/two-at-once': {
    about: 'Two threads of one connection have a turn at the same time.',
    shows: ['several-requests'],
    model: (gate) => [waitsFor(gate('both asked'), echoes), waitsFor(gate('both asked'), echoes)],
    play: ({ server, requested, open }) =>
      server(async (client) => {
        await client.initialize();
        const [one, two] = [await client.thread(), await client.thread()];
        const [first, second] = [await client.begin(one, 'Say one.'), await client.begin(two, 'Say two.')];
        await requested(2);
        open('both asked');
        await Promise.all([client.end(one, first), client.end(two, second)]);
      }),
  },
  'app-server/threads/kept': {
    about: 'A thread with one turn is listed, read, renamed, archived, unarchived and unsubscribed.',
    breaks: ['session-per-thread', 'valid-requests'],
    shows: ['known-thread', 'lists', 'listed-threads', 'unsubscribes'],
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      await client.turn(threadId, 'Say one.');
      await client.ask('thread/list', { limit: 5 });
      await client.ask('thread/loaded/list');
      await client.ask('thread/read', { threadId });
      await client.ask('thread/read', { threadId, includeTurns: true });
      await client.ask('thread/turns/list', { threadId });
      await client.ask('thread/name/set', { threadId, name: 'a name' });
      await client.ask('thread/archive', { threadId });
      await client.ask('thread/list', { archived: true });
      await client.ask('thread/resume', { threadId });
      await client.ask('thread/unarchive', { threadId });
      await client.ask('thread/resume', { threadId });
      await client.ask('thread/unsubscribe', { threadId });
      await client.ask('thread/unsubscribe', { threadId });
      await client.ask('thread/loaded/list');
    }),
  },
  'app-server/threads/listed': {
    about: 'Two threads and their turns are listed whole and page by page, and after one was archived and unarchived.',
    breaks: ['session-per-thread', 'valid-requests'],
    shows: ['known-thread', 'pages', 'listed-threads', 'further-requests'],
    model: [says('one'), says('two'), says('three')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize({ capabilities: { experimentalApi: true } });
        const [threadId, other] = [await client.thread(), await client.thread()];
        await client.turn(threadId, 'Say one.');
        await client.turn(threadId, 'Say two.');
        await client.turn(other, 'Say three.');
        const lists = async (): Promise<void> => {
          for (const params of [{}, { archived: true }]) await client.ask('thread/list', params);
          await client.ask('thread/loaded/list');
        };
        await lists();
        await client.pages('thread/list', 1);
        await client.ask('thread/turns/list', { threadId });
        await client.pages('thread/turns/list', 1, { threadId });
        await client.ask('thread/archive', { threadId });
        await lists();
        await client.ask('thread/unarchive', { threadId });
        await lists();
        await client.ask('thread/resume', { threadId });
        await lists();
      }),
  },
  'app-server/threads/fork': {
    about: 'A thread with one turn is forked, and the fork runs a turn.',
    breaks: ['valid-requests'],
    shows: ['several-requests', 'known-history'],
    model: [says('one'), says('two')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      await client.turn(threadId, 'Say one.');
      const fork = textAt(await client.ask('thread/fork', { threadId }), 'thread', 'id');
      if (fork !== null) await client.turn(fork, 'Say two.');
    }),
  },
  'app-server/threads/rollback': {
    about: 'The second of two turns is rolled back, and a third one follows.',
    breaks: ['valid-requests'],
    shows: ['known-thread', 'several-requests'],
    model: [says('one'), says('two'), says('three')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      await client.turn(threadId, 'Say one.');
      await client.turn(threadId, 'Say two.');
      await client.ask('thread/rollback', { threadId, numTurns: 0 });
      await client.ask('thread/rollback', { threadId, numTurns: 1 });
      await client.turn(threadId, 'Say three.');
    }),
  },
  'app-server/threads/compact': {
    about: 'A thread with one turn is compacted, and runs another turn.',
    breaks: ['no-extra-requests', 'valid-requests'],
    shows: ['compactions', 'further-requests'],
    idle: true,
    model: [says('one'), says('a summary'), says('two')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      const first = await client.begin(threadId, 'Say one.');
      await client.end(threadId, first);
      const compacting = await client.ask('thread/compact/start', { threadId });
      if (compacting !== null) {
        await client.seen('turn/completed', ({ params }) => textAt(params, 'turn', 'id') !== first);
      }
      await client.turn(threadId, 'Say two.');
    }),
  },
});
