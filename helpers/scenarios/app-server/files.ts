import { join } from 'node:path';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { base64, EXPERIMENTAL } from './params.ts';

/** The watch that the client ends before the last change, and the one that lasts. */
const ENDED_WATCH = 'ended';
const LASTING_WATCH = 'lasting';

/** What the client searches for, among the files of {@link SEARCHED}, and the number of files with it in their path. */
const QUERIES = { alpha: 2, two: 1 } as const;
const SEARCHED = ['alpha-one.txt', 'inner/alpha-two.txt', 'beta.txt'] as const;

/** The client reads and writes files through the server. */
export const fileScenarios = extendedScenarios(import.meta.url, {
  'app-server/files/on-disk': {
    about: 'The client creates folders, writes, reads, copies and removes files, and does each with invalid params.',
    breaks: ['valid-requests', 'threads', 'writes-nothing'],
    shows: ['given-files'],
    model: [],
    async play({ server, write, places: { workspace } }) {
      const given = write('workspace', 'given.txt', 'as given\n');
      const at = (path: string): string => join(workspace, path);
      await server(async (client) => {
        await client.initialize();
        const writes = (path: string, text: string): Promise<unknown> =>
          client.ask('fs/writeFile', { path, dataBase64: base64(text) });
        await client.ask('fs/createDirectory', { path: at('made/inner') });
        await client.ask('fs/createDirectory', { path: at('missing/inner'), recursive: false });
        await writes(at('made/one.txt'), 'one\n');
        await writes(at('made/inner/two.txt'), 'two\n');
        await writes(at('made/one.txt'), 'one again\n');
        await writes('relative.txt', 'nowhere\n');
        await client.ask('fs/writeFile', { path: at('invalid.txt'), dataBase64: '%' });
        for (const path of [given, at('made/one.txt'), at('missing.txt')]) {
          await client.ask('fs/readFile', { path });
          await client.ask('fs/getMetadata', { path });
        }
        await client.ask('fs/getMetadata', { path: at('made') });
        await client.ask('fs/readDirectory', { path: at('made') });
        await client.ask('fs/readDirectory', { path: given });
        await client.ask('fs/copy', { sourcePath: given, destinationPath: at('made/copy.txt') });
        await client.ask('fs/copy', { sourcePath: at('made'), destinationPath: at('twin'), recursive: true });
        await client.ask('fs/copy', { sourcePath: at('made'), destinationPath: at('other') });
        await client.ask('fs/remove', { path: at('made/copy.txt') });
        await client.ask('fs/remove', { path: at('twin/inner'), recursive: false });
        await client.ask('fs/remove', { path: at('made/inner') });
        await client.ask('fs/remove', { path: at('missing.txt') });
        await client.ask('fs/remove', { path: at('missing.txt'), force: false });
        await client.ask('fs/readDirectory', { path: at('made') });
        await client.ask('fs/readDirectory', { path: at('twin') });
        await client.ask('fs/readFile', { path: at('twin/copy.txt') });
      });
    },
  },
  'app-server/files/watched': {
    about: 'The client watches a folder twice, changes a file in it, ends one watch and changes another file.',
    breaks: ['valid-requests', 'threads', 'writes-nothing'],
    shows: ['given-files'],
    model: [],
    async play({ server, write, places: { workspace } }) {
      write('workspace', 'watched/before.txt', 'before\n');
      const folder = join(workspace, 'watched');
      await server(async (client) => {
        await client.initialize();
        for (const watchId of [ENDED_WATCH, LASTING_WATCH]) {
          if ((await client.ask('fs/watch', { path: folder, watchId })) === null) return;
        }
        await client.ask('fs/watch', { path: folder, watchId: LASTING_WATCH });
        await client.ask('fs/watch', { path: 'relative', watchId: 'relative' });
        await client.ask('fs/writeFile', { path: join(folder, 'first.txt'), dataBase64: base64('first\n') });
        await changeSeen(client, ENDED_WATCH, 'first.txt');
        await changeSeen(client, LASTING_WATCH, 'first.txt');
        await client.ask('fs/unwatch', { watchId: ENDED_WATCH });
        await client.ask('fs/unwatch', {});
        await client.ask('fs/writeFile', { path: join(folder, 'second.txt'), dataBase64: base64('second\n') });
        await changeSeen(client, LASTING_WATCH, 'second.txt');
      });
    },
  },
  'app-server/files/searched': {
    about: 'The client searches files by name: once, and in a session with two queries.',
    breaks: ['valid-requests', 'threads', 'writes-nothing'],
    shows: ['given-files'],
    model: [],
    async play({ server, write, places: { workspace } }) {
      for (const path of SEARCHED) write('workspace', path, `${path}\n`);
      await server(async (client) => {
        await client.initialize(EXPERIMENTAL);
        for (const query of Object.keys(QUERIES)) await client.ask('fuzzyFileSearch', { query, roots: [workspace] });
        await client.ask('fuzzyFileSearch', { roots: [workspace] });
        const sessionId = 'search';
        await client.ask('fuzzyFileSearch/sessionUpdate', { sessionId, query: 'before the start' });
        await client.ask('fuzzyFileSearch/sessionStart', { sessionId: '', roots: [workspace] });
        if ((await client.ask('fuzzyFileSearch/sessionStart', { sessionId, roots: [workspace] })) === null) return;
        for (const [query, count] of Object.entries(QUERIES)) {
          await client.ask('fuzzyFileSearch/sessionUpdate', { sessionId, query });
          await client.seen('fuzzyFileSearch/sessionUpdated', ({ params }) => {
            const { query: own, files } = params as { query: unknown; files: readonly unknown[] };
            return own === query && files.length === count;
          });
        }
        await client.seen('fuzzyFileSearch/sessionCompleted');
        await client.ask('fuzzyFileSearch/sessionStop', { sessionId });
        await client.ask('fuzzyFileSearch/sessionStop', {});
      });
    },
  },
});

async function changeSeen(client: Client, watchId: string, name: string): Promise<void> {
  await client.seen('fs/changed', ({ params }) => {
    const { watchId: own, changedPaths } = params as { watchId: unknown; changedPaths: readonly string[] };
    return own === watchId && changedPaths.some((path) => path.endsWith(`/${name}`));
  });
}
