import { says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Client } from '../dsl/client.ts';
import { withClient } from '../dsl/player.ts';
import { EXPERIMENTAL, UNKNOWN_ID } from './params.ts';

/** Goals, Git metadata, attachments, sections and the deletion of threads. */
export const threadDataScenarios = extendedScenarios(import.meta.url, {
  'app-server/thread-data/goal': {
    about:
      'A goal is set as paused, given a token budget and cleared, with a read before and after each step; goals of an unknown thread are refused.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['listed-threads'],
    model: [says('one')],
    play: ({ server }) =>
      server(
        async (client) => {
          await client.initialize(EXPERIMENTAL);
          const threadId = await usedThread(client, 'Say one.');
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
    about: 'Git metadata of a thread is set, changed in part and removed, with a read of the thread after each step.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['known-thread'],
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await usedThread(client, 'Say one.');
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
    about:
      'Attachments are added to a thread and one is removed; they are listed whole and page by page, and so are their owners.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['pages'],
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await usedThread(client, 'Say one.');
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
    about:
      'Sections are created, renamed and deleted; two threads are moved into one, one of them further, and both sections are listed.',
    breaks: ['valid-requests', 'usage-repeated', 'session-per-thread'],
    shows: ['pages', 'listed-threads', 'known-thread', 'further-requests'],
    model: [says('one'), says('two')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        const [one, two] = [await usedThread(client, 'Say one.'), await usedThread(client, 'Say two.')];
        const list = async (): Promise<void> => void (await client.ask('threadSection/list'));
        await list();
        const make = async (name: string): Promise<string> => {
          const made = await client.ask('threadSection/create', { name, appearance: { color: 'red', icon: 'star' } });
          return textAt(made, 'section', 'id') ?? UNKNOWN_ID;
        };
        const [first, second] = [await make('First'), await make('Second')];
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
    about: 'One of two loaded threads is deleted; both are read and listed, and the deleted one is resumed.',
    breaks: ['valid-requests', 'usage-repeated', 'session-per-thread'],
    shows: ['listed-threads', 'known-thread', 'further-requests'],
    model: [says('one'), says('two')],
    play: withClient(async (client) => {
      const [one, two] = [await usedThread(client, 'Say one.'), await usedThread(client, 'Say two.')];
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

/** Starts a thread and runs its first turn, so that it is kept. Returns its id. */
async function usedThread(client: Client, prompt: string): Promise<string> {
  const thread = await client.thread();
  await client.turn(thread, prompt);
  return thread;
}
