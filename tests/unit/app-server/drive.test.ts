import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { driveAppServerTurn } from '../../../helpers/app-server/drive.ts';
import type { LaunchOptions } from '../../../helpers/codex/launch-options.ts';
import { failureOf } from '../codex/temporary.ts';
import { launchSite, untimed } from '../exec/launch.ts';

const TURN = { process: 1, prompt: 'What is "1"\n+ 1?' };

const THREAD = { id: 2, result: { thread: { id: 'thread-1' } } };
const BEGUN = { id: 3, result: { turn: { id: 'turn-1', status: 'inProgress' } } };
const COMPLETED = {
  method: 'turn/completed',
  params: { threadId: 'thread-1', turn: { id: 'turn-1', status: 'completed' } },
};

/** A line of a script that prints these messages at once. */
function say(...messages: readonly object[]): string {
  return `printf '%s\\n' ${messages.map((message) => `'${JSON.stringify(message)}'`).join(' ')}`;
}

/** A line of a script that waits for a line of the client. */
const HEAR = 'read -r line';
const UNTIL_EOF = 'while read -r line; do :; done';

const HANDSHAKE = [HEAR, say({ id: 1, result: {} }), HEAR, HEAR];

function serverOf(...lines: readonly string[]): string {
  return [...HANDSHAKE, ...lines].join('\n');
}

/** The record of one that exits by itself when its stdin is closed. */
const WELL = {
  process: 1,
  argv: ['app-server', '-c', 'sandbox_mode="read-only"', '-c', 'approval_policy="never"'],
  stdin: null,
  env_names: ['MARK', 'PATH'],
  exit_code: 0,
  signal: null,
  ended_by: 'itself',
  spawn_error: null,
  stdout: '',
  stderr: '',
  survivors: [],
  spoke: true,
  turnEnded: false,
  inOrder: true,
};

const OPENING = [
  'client: {"method":"initialize","id":1,"params":{"clientInfo":{"name":"codex-conformance","title":"codex-conformance","version":"1"}}}',
  'server: {"id":1,"result":{}}',
  'client: {"method":"initialized"}',
  'client: {"method":"thread/start","id":2,"params":{}}',
];
const ASKED = [
  ...OPENING,
  `server: ${JSON.stringify(THREAD)}`,
  String.raw`client: {"method":"turn/start","id":3,"params":{"threadId":"thread-1","input":[{"type":"text","text":"What is \"1\"\n+ 1?"}]}}`,
];

async function recordOf(script: string, changes: Partial<LaunchOptions> = {}): Promise<object> {
  return untimed(await driveAppServerTurn(launchSite(script, changes), TURN));
}

test('runs one turn and records every line of the wire', async () => {
  const script = serverOf(say(THREAD), HEAR, say(BEGUN), say(COMPLETED), UNTIL_EOF, 'echo bye >&2');
  expect(await recordOf(script)).toEqual({
    ...WELL,
    stderr: 'bye\n',
    turnEnded: true,
    wire: [...ASKED, `server: ${JSON.stringify(BEGUN)}`, `server: ${JSON.stringify(COMPLETED)}`],
  });
});

test('times of wire lines ascend from the process start', async () => {
  const site = launchSite(serverOf(say(THREAD), HEAR, say(BEGUN), say(COMPLETED), UNTIL_EOF));
  const { wire, timing } = await driveAppServerTurn(site, TURN);
  const times = wire.map(({ t_ms }) => t_ms);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(0);
  expect(times.at(-1)).toBeLessThanOrEqual(timing.turn_ended_ms!);
});

test('calls onSpawn before the process starts', async () => {
  const announced: unknown[] = [];
  const site = launchSite('touch started');
  const onSpawn = (number: number): void => void announced.push([number, existsSync(join(site.cwd, 'started'))]);
  await driveAppServerTurn({ ...site, onSpawn }, { ...TURN, process: 7 });
  expect([announced, existsSync(join(site.cwd, 'started'))]).toEqual([[[7, false]], true]);
});

test('reports the method or kind of each message of the server', async () => {
  const names: string[] = [];
  const site = launchSite(serverOf(say(THREAD), HEAR, say(BEGUN), say(COMPLETED), UNTIL_EOF));
  await driveAppServerTurn({ ...site, onEvent: (_process, name) => names.push(name) }, TURN);
  expect(names).toEqual(['response', 'response', 'response', 'turn/completed']);
});

test('sees an end in the same chunk as the response', async () => {
  const script = serverOf(say(THREAD), HEAR, say(BEGUN, COMPLETED), UNTIL_EOF);
  expect(await recordOf(script)).toMatchObject({ turnEnded: true, ended_by: 'itself', exit_code: 0 });
});

test('sees an end that precedes the response', async () => {
  const script = serverOf(say(THREAD), HEAR, say(COMPLETED), say(BEGUN), UNTIL_EOF);
  expect(await recordOf(script)).toMatchObject({ turnEnded: true, ended_by: 'itself', exit_code: 0 });
});

test('a failed turn has ended', async () => {
  const failed = { method: 'turn/completed', params: { turn: { id: 'turn-1', status: 'failed' } } };
  const script = serverOf(say(THREAD), HEAR, say(BEGUN, failed), UNTIL_EOF);
  expect(await recordOf(script)).toMatchObject({ turnEnded: true, ended_by: 'itself', exit_code: 0 });
});

test('ignores the end of another turn or thread', async () => {
  const others = [
    { method: 'turn/completed', params: { threadId: 'thread-1', turn: { id: 'turn-0', status: 'completed' } } },
    { method: 'turn/completed', params: { threadId: 'thread-0', turn: { id: 'turn-1', status: 'completed' } } },
  ];
  // Without its own end it stops by itself, while stdin is still open.
  const script = serverOf(say(THREAD), HEAR, say(BEGUN, ...others), 'exit 5');
  expect(await recordOf(script)).toMatchObject({ turnEnded: false, ended_by: 'itself', exit_code: 5 });
});

test('refuses server requests and continues the turn', async () => {
  const question = { id: 'q', method: 'item/commandExecution/requestApproval', params: {} };
  const script = serverOf(say(THREAD), HEAR, say(BEGUN, question), HEAR, say(COMPLETED), UNTIL_EOF);
  expect(await recordOf(script)).toEqual({
    ...WELL,
    turnEnded: true,
    wire: [
      ...ASKED,
      `server: ${JSON.stringify(BEGUN)}`,
      `server: ${JSON.stringify(question)}`,
      'client: {"id":"q","error":{"code":-32601,"message":"Method not found: item/commandExecution/requestApproval"}}',
      `server: ${JSON.stringify(COMPLETED)}`,
    ],
  });
});

const REFUSED = { id: 2, error: { code: -32600, message: 'Invalid request' } };
const NAMELESS_THREAD = { id: 2, result: { threadId: 'thread-1' } };
const NAMELESS_TURN = { id: 3, result: { turn: { status: 'inProgress' } } };

test.each([
  ['an error response', serverOf(say(REFUSED), UNTIL_EOF), [...OPENING, `server: ${JSON.stringify(REFUSED)}`]],
  [
    'a response without a thread id',
    serverOf(say(NAMELESS_THREAD), UNTIL_EOF),
    [...OPENING, `server: ${JSON.stringify(NAMELESS_THREAD)}`],
  ],
  [
    'a response without a turn id',
    serverOf(say(THREAD), HEAR, say(NAMELESS_TURN), UNTIL_EOF),
    [...ASKED, `server: ${JSON.stringify(NAMELESS_TURN)}`],
  ],
])('%s ends the conversation and closes stdin', async (_, script, wire) => {
  expect(await recordOf(script)).toEqual({ ...WELL, wire });
});

test('records a server that exits during the turn', async () => {
  const script = serverOf(say(THREAD), HEAR, say(BEGUN), 'echo panicked >&2; exit 101');
  expect(await recordOf(script)).toEqual({
    ...WELL,
    exit_code: 101,
    stderr: 'panicked\n',
    wire: [...ASKED, `server: ${JSON.stringify(BEGUN)}`],
  });
});

test('a server that closes stdout gets EOF on stdin', async () => {
  const script = [HEAR, 'exec >&-', UNTIL_EOF, 'exit 4'].join('\n');
  expect(await recordOf(script)).toEqual({ ...WELL, exit_code: 4, spoke: false, wire: OPENING.slice(0, 1) });
});

test('server requests after the turn are not answered', async () => {
  const question = { id: 'q', method: 'currentTime/read', params: {} };
  const script = serverOf(say(THREAD), HEAR, say(BEGUN, COMPLETED), UNTIL_EOF, say(question));
  const lines = [BEGUN, COMPLETED, question].map((message) => `server: ${JSON.stringify(message)}`);
  expect(await recordOf(script)).toEqual({ ...WELL, turnEnded: true, wire: [...ASKED, ...lines] });
});

test('a server that ignores EOF is killed as hung', async () => {
  const script = serverOf(say(THREAD), HEAR, say(BEGUN, COMPLETED), UNTIL_EOF, 'exec sleep 1000');
  expect(await recordOf(script, { exitGraceMs: 20 })).toMatchObject({
    turnEnded: true,
    ended_by: 'hang',
    exit_code: null,
    signal: 'SIGKILL',
  });
});

test('a silent server is killed at the deadline', async () => {
  expect(await recordOf('exec sleep 1000', { deadlineMs: 30 })).toEqual({
    ...WELL,
    exit_code: null,
    signal: 'SIGKILL',
    ended_by: 'deadline',
    spoke: false,
    wire: OPENING.slice(0, 1),
  });
});

test('endless output is cut and the server killed', async () => {
  const site = { ...launchSite(serverOf(say(THREAD), HEAR, say(BEGUN), 'exec yes')), maxStdoutBytes: 1000 };
  const { ended_by, signal, wire } = await driveAppServerTurn(site, TURN);
  const sizes = wire.map(({ text }) => text.length + 1);
  expect([ended_by, signal, wire.at(6)?.text]).toEqual(['output-limit', 'SIGKILL', JSON.stringify(BEGUN)]);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(1000 + 65_536);
});

test('records a server that cannot be started', async () => {
  expect(await recordOf('', { program: '/no/such/codex' })).toEqual({
    ...WELL,
    exit_code: null,
    ended_by: 'spawn-error',
    spawn_error: 'spawn /no/such/codex ENOENT',
    spoke: false,
    wire: OPENING.slice(0, 1),
  });
});

test('rejects if the folder of the run is gone', async () => {
  const site = launchSite(UNTIL_EOF);
  rmSync(site.runFolder.path, { recursive: true });
  expect((await failureOf(() => driveAppServerTurn(site, TURN))).message).toMatch(/^ENOENT/);
});
