import { says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';

/** A thread that no server has. */
const UNKNOWN_ID = '01999999-0000-7000-8000-000000000000';

const EXPERIMENTAL = { capabilities: { experimentalApi: true } } as const;

/** What a client keeps about threads, beside their turns: written, read, changed, removed. */
export const threadDataScenarios = extendedScenarios(import.meta.url, {
  'app-server/thread-data/goal': {
    about: 'A goal is set, read, paused, given a budget, read, cleared and read; then one without a thread is refused.',
    breaks: ['valid-requests', 'usage-repeated'],
    model: [says('one')],
    play: ({ server }) =>
      server(
        async (client) => {
          await client.initialize(EXPERIMENTAL);
          const threadId = await client.thread();
          await client.turn(threadId, 'Say one.');
          const read = async (): Promise<unknown> => await client.ask('thread/goal/get', { threadId });
          await read();
          await client.ask('thread/goal/set', { threadId, objective: 'Count to three.', status: 'paused' });
          await read();
          await client.ask('thread/goal/set', { threadId, tokenBudget: 40_000 });
          await read();
          await client.ask('thread/goal/clear', { threadId });
          await read();
          await client.ask('thread/goal/set', { threadId: UNKNOWN_ID, objective: 'Nothing.' });
          await client.ask('thread/goal/get', { threadId: UNKNOWN_ID });
          await client.ask('thread/goal/clear', { threadId: UNKNOWN_ID });
        },
        { config: { 'features.goals': 'true' } },
      ),
  },
  'app-server/thread-data/metadata': {
    about: 'The Git metadata of a thread are set, changed in part, and removed; each time the thread is read.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['known-thread'],
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      await client.turn(threadId, 'Say one.');
      const update = async (gitInfo: unknown): Promise<void> => {
        await client.ask('thread/metadata/update', { threadId, gitInfo });
        await client.ask('thread/read', { threadId });
      };
      await update({ branch: 'a-branch', sha: 'abc123', originUrl: 'https://example.invalid/a.git' });
      await update({ branch: 'b-branch' });
      await update({ sha: null });
      await update({ branch: '' });
      await client.ask('thread/metadata/update', { threadId });
      await client.ask('thread/metadata/update', { threadId: UNKNOWN_ID, gitInfo: { branch: 'a' } });
    }),
  },
  'app-server/thread-data/attachments': {
    about: 'Attachments are added to a thread, listed whole and page by page, found by their owner, and removed.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['pages'],
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      await client.turn(threadId, 'Say one.');
      const kept = async (): Promise<void> => {
        await client.ask('thread/attachment/list', { threadId });
        await client.ask('thread/attachmentOwner/list', { attachmentType: 'ticket', identityKey: 'two' });
      };
      await kept();
      for (const identityKey of ['one', 'two', 'three']) {
        await client.ask('thread/attachment/add', {
          threadId,
          attachmentType: 'ticket',
          identityKey,
          payload: { about: identityKey, list: [1, null] },
        });
      }
      await kept();
      await client.pages('thread/attachment/list', 1, { threadId });
      await client.ask('thread/attachment/remove', { threadId, attachmentType: 'ticket', identityKey: 'two' });
      await kept();
      await client.ask('thread/attachment/remove', { threadId, attachmentType: 'ticket', identityKey: 'two' });
      await client.ask('thread/attachment/add', { threadId: UNKNOWN_ID, attachmentType: 'ticket', identityKey: 'one' });
      await client.ask('thread/attachment/list', { threadId: UNKNOWN_ID });
      await client.ask('thread/attachmentOwner/list', { attachmentType: 7 });
    }),
  },
  'app-server/thread-data/sections': {
    about: 'Sections are made, renamed and deleted, two threads are moved into one, and the threads of it are listed.',
    breaks: ['valid-requests', 'usage-repeated', 'session-per-thread'],
    shows: ['pages', 'listed-threads', 'known-thread', 'further-requests'],
    model: [says('one'), says('two')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        const [one, two] = [await client.thread(), await client.thread()];
        await client.turn(one, 'Say one.');
        await client.turn(two, 'Say two.');
        const make = async (name: string): Promise<string> => {
          const made = await client.ask('threadSection/create', { name, appearance: { color: 'red', icon: 'star' } });
          return textAt(made, 'section', 'id') ?? UNKNOWN_ID;
        };
        const [first, second] = [await make('First'), await make('Second')];
        const list = async (): Promise<void> => void (await client.ask('threadSection/list'));
        const inside = async (): Promise<void> => {
          for (const sectionId of [first, second]) await client.ask('thread/list', { sectionId });
        };
        await list();
        await client.pages('threadSection/list', 1);
        await client.ask('thread/section/move', { threadId: one, sectionId: first });
        await client.ask('thread/section/move', { threadId: two, sectionId: first, beforeThreadId: one });
        await inside();
        await client.ask('thread/section/move', { threadId: one, sectionId: second });
        await client.ask('threadSection/update', { sectionId: first, name: 'Renamed', appearance: { color: 'blue' } });
        await list();
        await client.ask('threadSection/delete', { sectionId: second });
        await list();
        await inside();
        await client.ask('thread/section/move', { threadId: one, sectionId: UNKNOWN_ID });
        await client.ask('threadSection/update', { sectionId: UNKNOWN_ID, name: 'Nobody' });
        await client.ask('threadSection/create', { name: '' });
        await client.ask('threadSection/delete', { sectionId: UNKNOWN_ID });
      }),
  },
  'app-server/thread-data/deleted': {
    about:
      'Of two threads one is deleted, while it is loaded; both are read and listed, and the deleted one is resumed.',
    breaks: ['valid-requests', 'usage-repeated', 'session-per-thread'],
    shows: ['listed-threads', 'known-thread', 'further-requests'],
    model: [says('one'), says('two')],
    play: withClient(async (client) => {
      const [one, two] = [await client.thread(), await client.thread()];
      await client.turn(one, 'Say one.');
      await client.turn(two, 'Say two.');
      await client.ask('thread/delete', { threadId: one });
      for (const threadId of [one, two]) await client.ask('thread/read', { threadId });
      await client.ask('thread/list');
      await client.ask('thread/loaded/list');
      await client.ask('thread/resume', { threadId: one });
      await client.ask('thread/delete', { threadId: one });
      await client.ask('thread/delete', { threadId: UNKNOWN_ID });
    }),
  },
});
