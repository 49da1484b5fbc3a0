import { withoutProtocol } from '../../../../helpers/mutations/recording.ts';
import type { FileRecord, Recording, WireLine } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER } from '../samples.ts';
import { answer, notification, request, type Sent } from './wires.ts';

const ROOT = '<WORKSPACE_ROOT>';

function sample(scenario: string, messages: readonly Sent[], rest: Partial<Recording> = {}): Recording {
  const wire = messages.map(([from, message], t_ms): WireLine => ({ t_ms, from, text: JSON.stringify(message) }));
  const process = { ...APP_SERVER.processes[0]!, wire };
  const expected = { turns: [], resumes: false };
  return withoutProtocol({ ...APP_SERVER, scenario, expected, processes: [process], model: [], files: [], ...rest });
}

/** Requests with their results, numbered. */
function calls(...all: readonly (readonly [method: string, params: object, result?: object])[]): Sent[] {
  return all.flatMap(([method, params, result = {}], id) => [request(id, method, params), answer(id, result)]);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function file(path: string, text: string): FileRecord {
  return { place: 'workspace', path, kind: 'file', size: text.length, text };
}

function folder(path: string): FileRecord {
  return { place: 'workspace', path, kind: 'folder', size: 0 };
}

const isFile = { isFile: true, isDirectory: false };
const isFolder = { isFile: false, isDirectory: true };

const ON_DISK = sample(
  'app-server/files/on-disk',
  calls(
    ['fs/createDirectory', { path: `${ROOT}/made/inner` }],
    ['fs/createDirectory', { path: `${ROOT}/made/kept` }],
    ['fs/writeFile', { path: `${ROOT}/made/one.txt`, dataBase64: base64('one\n') }],
    ['fs/readFile', { path: `${ROOT}/given.txt` }, { dataBase64: base64('given\n') }],
    ['fs/getMetadata', { path: `${ROOT}/made` }, isFolder],
    ['fs/getMetadata', { path: `${ROOT}/made/inner` }, isFolder],
    ['fs/copy', { sourcePath: `${ROOT}/given.txt`, destinationPath: `${ROOT}/made/copy.txt` }],
    ['fs/remove', { path: `${ROOT}/made/inner` }],
    [
      'fs/readDirectory',
      { path: `${ROOT}/made` },
      {
        entries: [
          { fileName: 'one.txt', ...isFile },
          { fileName: 'kept', ...isFolder },
          { fileName: 'copy.txt', ...isFile },
        ],
      },
    ],
  ),
  {
    given_files: [{ path: 'given.txt', text: 'given\n' }],
    files: [
      file('given.txt', 'given\n'),
      folder('made'),
      folder('made/kept'),
      file('made/copy.txt', 'given\n'),
      file('made/one.txt', 'one\n'),
    ],
  },
);

const changed = (watchId: string, path: string): Sent =>
  notification('fs/changed', { watchId, changedPaths: [`${ROOT}/watched/${path}`] });

const writes = (id: number, path: string): Sent[] => [
  request(id, 'fs/writeFile', { path: `${ROOT}/watched/${path}`, dataBase64: base64(path) }),
  answer(id, {}),
];

const WATCHED = sample('app-server/files/watched', [
  ...calls(
    ['fs/watch', { path: `${ROOT}/watched`, watchId: 'ended' }, { path: `${ROOT}/watched` }],
    ['fs/watch', { path: `${ROOT}/watched`, watchId: 'lasting' }, { path: `${ROOT}/watched` }],
  ),
  ...writes(2, 'first.txt'),
  changed('lasting', 'first.txt'),
  changed('ended', 'first.txt'),
  request(3, 'fs/unwatch', { watchId: 'ended' }),
  answer(3, {}),
  ...writes(4, 'second.txt'),
  changed('lasting', 'second.txt'),
]);

const FOUND = { root: ROOT, path: 'alpha.txt', file_name: 'alpha.txt', match_type: 'file', score: 1, indices: [0] };

const SEARCHED = sample(
  'app-server/files/searched',
  [
    ...calls(
      ['fuzzyFileSearch', { query: 'alpha', roots: [ROOT] }, { files: [FOUND] }],
      ['fuzzyFileSearch/sessionUpdate', { sessionId: 's', query: 'alph' }],
    ),
    notification('fuzzyFileSearch/sessionUpdated', { sessionId: 's', query: 'alph', files: [] }),
    notification('fuzzyFileSearch/sessionUpdated', { sessionId: 's', query: 'alph', files: [FOUND] }),
  ],
  {
    given_files: [
      { path: 'alpha.txt', text: 'a\n' },
      { path: 'beta.txt', text: 'b\n' },
    ],
  },
);

/** The methods of a family of processes, the param that names one, and the message that reports its end. */
function interaction(
  methods: { readonly start: string; readonly write: string; readonly resize: string; readonly end: string },
  key: string,
  delta: string,
  ends: (id: number, name: string, exitCode: number) => Sent,
): Sent[] {
  const begin = (id: number, name: string, params: object): Sent =>
    request(id, methods.start, { [key]: name, ...params });
  const asks = (id: number, method: string, name: string, params: object = {}): Sent[] => [
    request(id, method, { [key]: name, ...params }),
    answer(id, {}),
  ];
  const prints = (name: string, text: string): Sent =>
    notification(delta, { [key]: name, stream: 'stdout', deltaBase64: base64(text), capReached: false });
  return [
    begin(1, 'echo', { command: ['cat'], streamStdin: true }),
    ...asks(2, methods.write, 'echo', { deltaBase64: base64('one\n') }),
    prints('echo', 'one\n'),
    ...asks(3, methods.write, 'echo', { closeStdin: true }),
    ends(1, 'echo', 0),
    begin(4, 'terminal', { command: ['sh'], tty: true, size: { rows: 24, cols: 80 } }),
    prints('terminal', '24 80\r\n'),
    ...asks(5, methods.resize, 'terminal', { size: { rows: 40, cols: 100 } }),
    prints('terminal', '40 100\r\n'),
    ends(4, 'terminal', 0),
    begin(6, 'sleeps', { command: ['sleep', '600'] }),
    ...asks(7, methods.end, 'sleeps'),
    ends(6, 'sleeps', 137),
  ];
}

const COMMANDS = sample(
  'app-server/processes/commands',
  interaction(
    {
      start: 'command/exec',
      write: 'command/exec/write',
      resize: 'command/exec/resize',
      end: 'command/exec/terminate',
    },
    'processId',
    'command/exec/outputDelta',
    (id, _, exitCode) => answer(id, { exitCode, stdout: '', stderr: '' }),
  ),
);

const SANDBOXED = sample(
  'app-server/processes/sandboxed',
  calls(
    ['command/exec', { command: ['sh'], sandboxPolicy: { type: 'readOnly' } }, { exitCode: 2, stdout: '', stderr: '' }],
    [
      'command/exec',
      { command: ['sh'], sandboxPolicy: { type: 'workspaceWrite' } },
      { exitCode: 0, stdout: '', stderr: '' },
    ],
  ),
  { files: [file('workspaceWrite.txt', 'workspaceWrite\n')] },
);

/** Clients that read and write files, and start processes. */
export const CLIENT_SAMPLES: readonly Recording[] = [ON_DISK, WATCHED, SEARCHED, COMMANDS, SANDBOXED];
