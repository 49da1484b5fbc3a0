import { says } from '../../model/responses.ts';
import { textAt } from '../dsl/answers.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import type { Client } from '../dsl/client.ts';
import { UNSANDBOXED, withClient } from '../dsl/player.ts';
import { EXPERIMENTAL, UNKNOWN_ID } from './params.ts';

/** A text that only `thread/inject_items` sends. */
export const INJECTED = 'The word of the day is heliotrope.';

/** A command of the user: what it prints, and the file that it writes. */
export const SHELL_COMMAND = { printed: 'violet', file: 'made.txt', written: 'made\n' } as const;

const INJECTED_ITEM = {
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text: INJECTED }],
} as const;

/** Operations on the history of a thread, and lists of threads. */
export const threadOperationScenarios = extendedScenarios(import.meta.url, {
  'app-server/thread-operations/inject-items': {
    about: 'An item, one of an unknown type, and one for an unknown thread are injected; then a turn asks the model.',
    breaks: ['valid-requests'],
    shows: ['several-requests'],
    model: [says('one')],
    play: withClient(async (client) => {
      const threadId = await client.thread();
      await client.ask('thread/inject_items', { threadId, items: [INJECTED_ITEM] });
      await client.ask('thread/inject_items', { threadId, items: [{ type: 'haiku' }] });
      await client.ask('thread/inject_items', { threadId: UNKNOWN_ID, items: [INJECTED_ITEM] });
      await client.turn(threadId, 'Say one.');
    }),
  },
  'app-server/thread-operations/revert': {
    about:
      'A thread of three turns is reverted to the state before the second; its turns and items are listed, and a turn follows.',
    breaks: ['valid-requests', 'keeps-turns'],
    shows: ['several-requests', 'known-thread'],
    model: [says('one'), says('two'), says('three'), says('four')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        const { threadId, second } = await twoTurns(client);
        await client.turn(threadId, 'Say three.');
        await client.ask('thread/revert', { threadId, beforeTurnId: 'no turn' });
        await client.ask('thread/revert', { threadId: UNKNOWN_ID, beforeTurnId: second });
        await client.ask('thread/revert', { threadId, beforeTurnId: second });
        await client.ask('thread/turns/list', { threadId });
        await client.ask('thread/items/list', { threadId });
        await client.turn(threadId, 'Say four.');
      }),
  },
  'app-server/thread-operations/items': {
    about:
      'The items of a thread are listed: all, in both directions, page by page, of one turn, and after another turn.',
    breaks: ['valid-requests', 'usage-repeated'],
    shows: ['pages', 'further-requests'],
    model: [says('one'), says('two'), says('three')],
    play: ({ server }) =>
      server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        const { threadId, second } = await twoTurns(client);
        const method = 'thread/items/list';
        await client.ask(method, { threadId });
        await client.pages(method, 1, { threadId });
        await client.ask(method, { threadId, sortDirection: 'desc' });
        await client.pages(method, 3, { threadId, sortDirection: 'desc' });
        await client.ask(method, { threadId, turnId: second });
        await client.ask(method, { threadId, turnId: 'no turn' });
        await client.ask(method, { threadId, cursor: 'no cursor' });
        await client.ask(method, { threadId: UNKNOWN_ID });
        const cursor = textAt(await client.ask(method, { threadId, limit: 2 }), 'nextCursor');
        await client.turn(threadId, 'Say three.');
        if (cursor !== null) await client.ask(method, { threadId, cursor });
        await client.ask(method, { threadId });
      }),
  },
  'app-server/thread-operations/shell-command': {
    about: 'The user runs a command in a thread, and one that fails; an empty one is refused, and a turn follows.',
    breaks: ['valid-requests', 'writes-nothing', 'usage-repeated'],
    shows: ['known-commands', 'command-ends', 'item-durations'],
    idle: true,
    model: [says('one')],
    play: ({ server, keep }) =>
      server(async (client) => {
        keep('workspace', SHELL_COMMAND.file);
        await client.initialize();
        const threadId = await client.thread();
        const run = async (command: string): Promise<void> => {
          const ran = await client.ask('thread/shellCommand', { threadId, command });
          if (ran === null) return;
          const { params } = await client.seen(
            'item/completed',
            (one) => textAt(one.params, 'item', 'command')?.includes(command) === true,
          );
          // A command that starts before the end of this turn belongs to it, and may outlast it.
          await client.end(threadId, textAt(params, 'turnId') ?? '');
        };
        await run(`echo ${SHELL_COMMAND.printed}; echo made > ${SHELL_COMMAND.file}`);
        await run('exit 3');
        await client.ask('thread/shellCommand', { threadId, command: '' });
        await client.ask('thread/shellCommand', { threadId: UNKNOWN_ID, command: 'echo one' });
        await client.turn(threadId, 'Say one.');
      }, UNSANDBOXED),
  },
  'app-server/thread-operations/lists': {
    about:
      'Threads in two folders are listed by folder, text, provider, source, order and cursor; one is added between two pages.',
    breaks: ['valid-requests', 'session-per-thread', 'usage-repeated', 'writes-nothing'],
    shows: ['pages', 'listed-threads', 'known-thread', 'given-files', 'several-requests'],
    model: [says('one'), says('two'), says('three'), says('four')],
    play: ({ server, write, places }) =>
      server(async (client) => {
        write('workspace', 'below/a.txt', 'one\n');
        const cwd = `${places.workspace}/below`;
        await client.initialize(EXPERIMENTAL);
        const begun = async (prompt: string, params = {}): Promise<void> =>
          await client.turn(await client.thread(params), prompt);
        await begun('Say apple.');
        await begun('Say birch.', { cwd });
        await begun('Say cedar.');
        for (const params of [
          {},
          { cwd },
          { cwd: [cwd, places.workspace] },
          { searchTerm: 'birch' },
          { modelProviders: ['nobody'] },
          { modelProviders: [] },
          { sourceKinds: ['appServer'] },
          { sourceKinds: ['exec'] },
          { sourceKinds: ['vscode'] },
          { sortDirection: 'asc' },
          { sortKey: 'updated_at', sortDirection: 'desc' },
          { sortKey: 'nothing' },
          { cursor: 'no cursor' },
        ]) {
          await client.ask('thread/list', params);
        }
        await client.pages('thread/list', 2);
        const cursor = textAt(await client.ask('thread/list', { limit: 1 }), 'nextCursor');
        await begun('Say dogwood.');
        if (cursor !== null) await client.ask('thread/list', { cursor });
      }),
  },
});

/** Starts a thread and runs two turns. Returns its id and that of the second turn. */
async function twoTurns(client: Client): Promise<{ readonly threadId: string; readonly second: string }> {
  const threadId = await client.thread();
  await client.turn(threadId, 'Say one.');
  const second = await client.begin(threadId, 'Say two.');
  await client.end(threadId, second);
  return { threadId, second };
}
