import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { driveExec } from '../../../helpers/exec/drive.ts';
import { launchSite, untimed } from './launch.ts';

const TURN = { process: 1, argv: ['exec', '--json', '-'], stdin: 'prompt\n' };
const COMPLETED = '{"type":"turn.completed","usage":{"input_tokens":1,"cached_input_tokens":0,"output_tokens":1}}';

/** The record of a process that came to its own end and said nothing. */
const SILENT = {
  ...TURN,
  env_names: ['MARK', 'PATH'],
  exit_code: 0,
  signal: null,
  ended_by: 'itself',
  spawn_error: null,
  stdout: '',
  stderr: '',
  wire: [],
  survivors: [],
  spoke: false,
  turnEnded: false,
  inOrder: true,
};

test('records arguments, output and exit of a process', async () => {
  const site = launchSite(`printf '%s|' "$@"; cat; echo '${COMPLETED}'; echo warning >&2; exit 3`);
  expect(untimed(await driveExec(site, { ...TURN, process: 2 }))).toEqual({
    ...SILENT,
    process: 2,
    exit_code: 3,
    stdout: `exec|--json|-|prompt\n${COMPLETED}\n`,
    stderr: 'warning\n',
    spoke: true,
    turnEnded: true,
  });
});

test('calls onSpawn before the process starts', async () => {
  const announced: unknown[] = [];
  const site = launchSite('touch started');
  const onSpawn = (number: number): void => void announced.push([number, existsSync(join(site.cwd, 'started'))]);
  await driveExec({ ...site, onSpawn }, { ...TURN, process: 2 });
  expect([announced, existsSync(join(site.cwd, 'started'))]).toEqual([[[2, false]], true]);
});

test('reports the type of each event, or the kind of line', async () => {
  const events: unknown[] = [];
  const site = launchSite(
    String.raw`echo '{"type":"turn.started"}'; echo text; echo '{"type":"turn.completed","usage":{}}'`,
  );
  await driveExec({ ...site, onEvent: (...event) => events.push(event) }, { ...TURN, process: 2 });
  expect(events).toEqual([
    [2, 'turn.started'],
    [2, 'not-json'],
    [2, 'turn.completed'],
  ]);
});

test('notes how far the model was at each line', async () => {
  const site = launchSite('echo one; echo two; read -r line < go; printf three');
  const go = join(site.cwd, 'go');
  execFileSync('mkfifo', [go]);
  let requests = 0;
  const modelProgress = () => ({ requests, open: [requests] });
  const onLine = ({ text }: { readonly text: string }): void => {
    if (text !== 'two') return;
    requests = 1;
    writeFileSync(go, 'go\n');
  };
  const { arrivals } = await driveExec({ ...site, modelProgress }, { ...TURN, onLine });
  expect(arrivals).toEqual([0, 0, 1].map((count) => ({ requests: count, open: [count] })));
});

test.for([
  ['the first line', 'echo one'],
  ['the end of stdout', 'exec >&-'],
])('says at %s that the silence is over', async ([, begin]) => {
  const ended: number[] = [];
  // The process goes on only when it was said.
  const site = launchSite(`${begin}; read -r line < go`);
  const go = join(site.cwd, 'go');
  execFileSync('mkfifo', [go]);
  // Opened for both, it blocks nobody here.
  const pipe = openSync(go, 'r+');
  onTestFinished(() => closeSync(pipe));
  const onFirstLine = (process: number): void => {
    if (ended.push(process) === 1) writeSync(pipe, 'go\n');
  };
  const { exit_code } = await driveExec({ ...site, onFirstLine }, { ...TURN, process: 2 });
  expect([exit_code, new Set(ended)]).toEqual([0, new Set([2])]);
});

test('keeps stdout byte for byte, with BOM and CR', async () => {
  const site = launchSite(String.raw`printf '\357\273\277{}\r\n\n{"type":'`);
  expect(untimed(await driveExec(site, TURN))).toEqual({
    ...SILENT,
    stdout: '\uFEFF{}\r\n\n{"type":',
    spoke: true,
  });
});

test('decodes split characters and marks invalid bytes', async () => {
  // A pipe hands over 64 KiB at a time, which is no multiple of the 3 bytes of this sign.
  const site = launchSite(String.raw`yes '€' | head -n 50000 | tr -d '\n'; printf '\377\342\202'`);
  const { stdout } = await driveExec(site, TURN);
  expect([stdout.length, stdout.replaceAll('€', '')]).toEqual([50_002, '\uFFFD\uFFFD']);
});

test.each([
  ['turn.completed', true, `${COMPLETED}\n`],
  ['turn.failed', true, '{"type":"turn.failed","error":{"message":"no"}}\n'],
  ['error', false, '{"type":"error","message":"no"}\n'],
  ['turn.completed without its line feed', false, COMPLETED],
  ['turn.completed that is a mere text', false, '"turn.completed"\n'],
])('after %s, the turn has ended: %s', async (_, turnEnded, stdout) => {
  const site = launchSite(`printf %s '${stdout}'`);
  expect(untimed(await driveExec(site, TURN))).toEqual({ ...SILENT, stdout, spoke: true, turnEnded });
});

test('a codex that stays after its turn is killed as hung', async () => {
  const site = launchSite(`echo '${COMPLETED}'; exec sleep 1000`, { exitGraceMs: 20 });
  expect(untimed(await driveExec(site, TURN))).toEqual({
    ...SILENT,
    exit_code: null,
    signal: 'SIGKILL',
    ended_by: 'hang',
    stdout: `${COMPLETED}\n`,
    spoke: true,
    turnEnded: true,
  });
});

test('a turn without an end is killed at the deadline', async () => {
  const site = launchSite('exec sleep 1000', { deadlineMs: 20, exitGraceMs: 0 });
  expect(untimed(await driveExec(site, TURN))).toEqual({
    ...SILENT,
    exit_code: null,
    signal: 'SIGKILL',
    ended_by: 'deadline',
  });
});

test('endless output is cut and the process killed', async () => {
  const site = { ...launchSite(`echo '{"type":"x"}'; read go; exec yes`), maxStdoutBytes: 1000 };
  const { stdout, ...record } = await driveExec(site, TURN);
  expect([record.ended_by, record.signal, stdout.startsWith('{"type":"x"}\ny\ny\n')]).toEqual([
    'output-limit',
    'SIGKILL',
    true,
  ]);
  expect(stdout.length).toBeLessThanOrEqual(1000 + 65_536);
});

test('records a codex that cannot be started', async () => {
  const site = launchSite('', { program: '/no/such/codex' });
  expect(untimed(await driveExec(site, TURN))).toEqual({
    ...SILENT,
    exit_code: null,
    ended_by: 'spawn-error',
    spawn_error: 'spawn /no/such/codex ENOENT',
  });
});
