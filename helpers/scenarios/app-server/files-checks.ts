import { basename, dirname } from 'node:path/posix';
import { isDeepStrictEqual } from 'node:util';
import { failIfAny, type Check } from '../../checks/check.ts';
import { README, testedIn } from '../../checks/app-server/authorities.ts';
import { listIn } from '../../checks/app-server/fields.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { addFile, changeFiles } from '../../mutations/recording.ts';
import { changeNotifications, changeResultOf, isNotification, removeMessages } from '../../mutations/wire.ts';
import { clientCalls } from '../../queries/client-calls.ts';
import { clientFiles, inWorkspace, type FileRead } from '../../queries/client-files.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { FileRecord, ProcessRecord } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { compare } from '../../util/text/compare.ts';
import { beside } from '../beside.ts';

const writtenOnDisk: Check = {
  id: 'app-server/files/as-on-disk',
  clause:
    'After fs/createDirectory, fs/writeFile, fs/copy and fs/remove the disk has what they created, and not what they removed.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['fs/createDirectory', 'fs/writeFile', 'fs/copy', 'fs/remove'],
  judge(recording) {
    const compared = recording.processes.flatMap((process) => {
      const { files, changed } = clientFiles(recording, process);
      return [...changed].map((path): Evidence[] => {
        const expected = described(files.get(path));
        const actual = described(onDisk(recording.files, inWorkspace(path)));
        return expected === actual ? [] : [{ message: `${path} on disk`, file: 'files.json', expected, actual }];
      });
    });
    return failIfAny(compared.flat(), compared.length, 'changed paths, each as on disk');
  },
  mutants: () => ({
    'writes another text': changeTexts((text) => `${text}more\n`),
    'writes no file': changeFiles((files) => files.filter(({ text }) => text === undefined)),
    'creates no folder': changeFiles((files) => files.filter(({ kind }) => kind !== 'folder')),
    'removes nothing': addFile('workspace', 'made/inner/'),
  }),
};

const readAsWritten: Check = {
  id: 'app-server/files/reads-agree',
  clause:
    'fs/readFile, fs/readDirectory and fs/getMetadata report the files that the scenario and the client wrote before, and no others.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['fs/readFile', 'fs/readDirectory', 'fs/getMetadata'],
  judge(recording) {
    const known = recording.protocol?.methods['client request'];
    const compared = recording.processes
      .flatMap((process) => clientFiles(recording, process).reads)
      .filter(({ path, call }) => inWorkspace(path) !== '' && known?.includes(call.method) !== false)
      .map((read) => {
        const [expected, actual] = [expectedRead(read), actualRead(read)];
        const { process, line, method } = read.call;
        return isDeepStrictEqual(expected, actual)
          ? []
          : [
              {
                ...onWire(process, line, `${method} ${read.path}`),
                expected: JSON.stringify(expected),
                actual: JSON.stringify(actual),
              },
            ];
      });
    return failIfAny(compared.flat(), compared.length, 'reads of files, each as written');
  },
  mutants: () => ({
    'reads another text': changeResultOf('fs/readFile', () => ({ dataBase64: 'AAAA' })),
    'lists no entry': changeResultOf('fs/readDirectory', () => ({ entries: [] })),
    'lists folders as files': changeResultOf('fs/readDirectory', ({ entries }) => ({
      entries: (entries as JsonObject[]).map((one) => ({ ...one, isFile: true, isDirectory: false })),
    })),
    'confuses files and folders': changeResultOf('fs/getMetadata', ({ isFile, isDirectory }) => ({
      isFile: isDirectory,
      isDirectory: isFile,
    })),
  }),
};

const changesNotified: Check = {
  id: 'app-server/files/changes-notified',
  clause:
    'fs/changed names each file that the client writes in a watched folder to each watch of it, and to none that has ended.',
  level: 'must',
  authority: testedIn('v2/fs.rs'),
  language: 'app-server',
  needsClient: true,
  effects: ['fs/watch', 'fs/unwatch'],
  judge({ processes }) {
    const compared = processes.flatMap(watchedWrites);
    return failIfAny(compared.flat(), compared.length, 'written files, each named to its watches');
  },
  mutants: () => ({
    'notifies of nothing': removeMessages(isNotification('fs/changed')),
    'names another file': changeNotifications('fs/changed', (params) => [{ ...params, changedPaths: ['/other'] }]),
    'names another watch': changeNotifications('fs/changed', (params) => [{ ...params, watchId: 'other' }]),
    'notifies after the end of the watch': namesLastFile,
  }),
};

const searchFinds: Check = {
  id: 'app-server/files/search-finds',
  clause:
    'A search by name reports each given file whose path has the query in it, once, and no file that does not match.',
  level: 'must',
  authority: testedIn('fuzzy_file_search.rs'),
  language: 'app-server',
  needsClient: true,
  effects: ['fuzzyFileSearch', 'fuzzyFileSearch/sessionStart', 'fuzzyFileSearch/sessionUpdate'],
  judge({ processes, given_files = [] }) {
    const given = given_files.map(({ path }) => path);
    const compared = processes.flatMap(searchesIn).map(({ process, line, query, files }) => {
      const expected = given.filter((path) => path.includes(query)).toSorted(compare);
      const actual = files
        .map(({ path, root }) => `${root === '<WORKSPACE_ROOT>' ? '' : root}${path}`)
        .toSorted(compare);
      return isDeepStrictEqual(expected, actual)
        ? []
        : [
            {
              ...onWire(process, line, `search for ${query}`),
              expected: expected.join(', '),
              actual: actual.join(', '),
            },
          ];
    });
    return failIfAny(compared.flat(), compared.length, 'searches, each with the given files');
  },
  mutants: () => ({
    'finds nothing': changeFound(() => []),
    'finds a file twice': changeFound((files) => [...files, files[0]]),
    'finds an unknown file': changeFound((files) => [...files, { ...objectOf(files[0]), path: 'unknown.txt' }]),
    'names another root': changeFound((files) => files.map((one) => ({ ...objectOf(one), root: '/other' }))),
  }),
};

/** Checks of the requests on files. */
export const fileChecks = beside({
  'app-server/files/on-disk': [writtenOnDisk, readAsWritten],
  'app-server/files/watched': [changesNotified],
  'app-server/files/searched': [searchFinds],
});

/** The text of a file as base64, null for a folder, undefined for nothing. */
function onDisk(files: readonly FileRecord[], path: string): string | null | undefined {
  const found = files.find((one) => one.place === 'workspace' && one.path === path);
  if (found === undefined || found.kind === 'folder') return found === undefined ? undefined : null;
  return Buffer.from(found.text ?? '').toString('base64');
}

function described(content: string | null | undefined): string {
  if (content === undefined) return 'nothing';
  return content === null ? 'a folder' : `a file with ${JSON.stringify(Buffer.from(content, 'base64').toString())}`;
}

/** The fields that follow from the files; null for an error response. */
function expectedRead({ call: { method }, path, files }: FileRead): unknown {
  const content = files.get(path);
  if (content === undefined) return null;
  if (method === 'fs/getMetadata') return { isFile: content !== null, isDirectory: content === null };
  if (method === 'fs/readFile') return content;
  if (content !== null) return null;
  return [...files]
    .filter(([one]) => dirname(one) === path)
    .map(([one, own]) => ({ fileName: basename(one), isFile: own !== null, isDirectory: own === null }))
    .toSorted((a, b) => compare(a.fileName, b.fileName));
}

function actualRead({ call: { method, result } }: FileRead): unknown {
  if (result === null) return null;
  if (method === 'fs/readFile') return result['dataBase64'];
  if (method === 'fs/getMetadata') return kindOf(result);
  return listIn(result, 'entries')
    .map(objectOf)
    .map((one) => ({ fileName: String(one['fileName']), ...kindOf(one) }))
    .toSorted((a, b) => compare(a.fileName, b.fileName));
}

function kindOf({ isFile, isDirectory }: JsonObject): JsonObject {
  return { isFile, isDirectory };
}

/** For each written file and each watch that was ever on its folder, its fault. */
function watchedWrites(process: ProcessRecord): Evidence[][] {
  const calls = clientCalls(process).filter(({ result }) => result !== null);
  const changes = new Set(
    messagesOf(process).flatMap(({ message }) => {
      if (message.kind !== 'notification' || message.method !== 'fs/changed') return [];
      const params = objectOf(message.params);
      return listIn(params, 'changedPaths').map((path) => `${String(params['watchId'])} ${String(path)}`);
    }),
  );
  const watches = calls.filter(({ method }) => method === 'fs/watch');
  return calls
    .filter(({ method }) => method === 'fs/writeFile')
    .flatMap(({ line, params: { path } }) =>
      watches
        .filter(({ params }) => String(path).startsWith(`${String(params['path'])}/`))
        .map(({ params: { watchId } }) => {
          const end = calls.find(({ method, params }) => method === 'fs/unwatch' && params['watchId'] === watchId);
          const expected = end === undefined || end.line > line;
          const actual = changes.has(`${String(watchId)} ${String(path)}`);
          const place = `fs/changed of the watch ${String(watchId)} names ${String(path)}`;
          return expected === actual
            ? []
            : [{ ...onWire(process, line, place), expected: String(expected), actual: String(actual) }];
        }),
    );
}

interface Search {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly query: string;
  readonly files: readonly { readonly path: string; readonly root: string }[];
}

/** The results of searches, and of sessions the last one of each query. */
function searchesIn(process: ProcessRecord): Search[] {
  const searchOf = (line: number, query: unknown, holder: JsonObject): Search => ({
    process,
    line,
    query: String(query),
    files: listIn(holder, 'files')
      .map(objectOf)
      .map(({ path, root }) => ({ path: String(path), root: String(root) })),
  });
  const single = clientCalls(process).flatMap(({ line, method, params, result }) =>
    method === 'fuzzyFileSearch' && result !== null ? [searchOf(line, params['query'], result)] : [],
  );
  const asked = new Set(clientCalls(process).map(({ params }) => params['query']));
  const updates = messagesOf(process).flatMap(({ line, message }) => {
    if (message.kind !== 'notification' || message.method !== 'fuzzyFileSearch/sessionUpdated') return [];
    const params = objectOf(message.params);
    if (!asked.has(params['query'])) return [];
    return [searchOf(line, params['query'], params)];
  });
  return [...single, ...new Map(updates.map((one) => [one.query, one])).values()];
}

function changeTexts(change: (text: string) => string): Mutation {
  return changeFiles((files) =>
    files.map((one) => (one.text === undefined ? one : { ...one, text: change(one.text) })),
  );
}

function changeFound(change: (files: readonly unknown[]) => readonly unknown[]): Mutation {
  return inSequence(
    changeResultOf('fuzzyFileSearch', (result) => ({ files: change(listIn(result, 'files')) })),
    changeNotifications('fuzzyFileSearch/sessionUpdated', (params) => [
      { ...params, files: change(listIn(params, 'files')) },
    ]),
  );
}

/** Each watch is notified of the file that was written last. */
const namesLastFile: Mutation = (recording) => {
  const last = recording.processes
    .flatMap(clientCalls)
    .findLast(({ method, result }) => method === 'fs/writeFile' && result !== null);
  return changeNotifications('fs/changed', (params) => [
    { ...params, changedPaths: [...listIn(params, 'changedPaths'), last?.params['path']] },
  ])(recording);
};
