import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRecording } from '../../../helpers/recording/load.ts';
import { MODES } from '../../../helpers/recording/mode.ts';
import { saveRecording } from '../../../helpers/recording/save.ts';
import { failureOf, temporaryFolder } from '../codex/temporary.ts';
import { sampleProcess, sampleRecording } from './sample-recording.ts';

test('names a folder without a recording', async () => {
  const folder = temporaryFolder();
  expect(await failureOf(() => loadRecording(folder))).toEqual({
    kind: 'usage',
    message: `No recording in ${folder}: ${join(folder, 'run.json')} is missing.`,
    hint: 'Name a folder with a run.json in it.',
  });
  const { kind, message } = await failureOf(() => loadRecording(join(folder, 'no', 'such')));
  expect([kind, message.startsWith(`No recording in ${join(folder, 'no', 'such')}: `)]).toEqual(['usage', true]);
});

test.for(['stdout.jsonl', 'stderr.txt', 'model.jsonl', 'network.jsonl', 'files.json'])(
  'names a missing %s',
  async (name) => {
    const folder = await exec();
    rmSync(join(folder, name));
    expect((await failureOf(() => loadRecording(folder))).message).toBe(`${join(folder, name)} is missing.`);
  },
);

test('requires a wire, but no stdout, of an app-server', async () => {
  const folder = await appServer();
  rmSync(join(folder, 'stdout.jsonl'), { force: true });
  expect((await loadRecording(folder)).processes[0]?.stdout).toBe('');
  rmSync(join(folder, 'wire.jsonl'));
  expect((await failureOf(() => loadRecording(folder))).message).toBe(`${join(folder, 'wire.jsonl')} is missing.`);
});

test('names the place and the expectation of a problem', async () => {
  const exits = await exec();
  const faults = [
    edited(exits, 'run.json', (text) => text.replace('"exit_code": 0', '"exit_code": "zero"')),
    edited(exits, 'run.json', (text) => text.replace('"exec_stateless"', '"exec"')),
    edited(exits, 'run.json', (text) => text.replace('"process": 1,\n      "argv"', '"process": 3,\n      "argv"')),
    edited(exits, 'run.json', () => '[]'),
    edited(exits, 'run.json', () => '{'),
    edited(exits, 'model.jsonl', (text) => `${text}{"process":"x","t_ms":-1}\n`),
    edited(exits, 'model.jsonl', (text) => `${text}\n${text}`),
    edited(exits, 'files.json', (text) => text.replace('"file"', '"folders"')),
    edited(exits, 'network.jsonl', () => '{"process":1,"t_ms":0}'),
    edited(await appServer(), 'wire.jsonl', (text) => `${text}{"t_ms":1,"from":"server"}\n`),
  ];
  const messages: string[] = [];
  const modes = MODES.map((mode) => `"${mode}"`).join('|');
  for (const fault of faults) messages.push((await fault()).replace(modes, '<MODES>'));
  expect(messages).toMatchInlineSnapshot(`
    [
      "usage: run.json: processes[0].exit_code: Invalid input: expected number, received string.",
      "usage: run.json: mode: Invalid option: expected one of <MODES>.",
      "usage: run.json: processes: expected the processes to be numbered 1, 2, 3, … in this order.",
      "usage: run.json: Invalid input: expected object, received array.",
      "usage: run.json is not JSON: Expected property name or '}' in JSON at position 1 (line 1 column 2).",
      "usage: model.jsonl line 2: process: Invalid input: expected number, received string; t_ms: Too small: expected number to be >=0; method: Invalid input: expected string, received undefined.",
      "usage: model.jsonl line 2 is not JSON: Unexpected end of JSON input.",
      "usage: files.json: [0].kind: Invalid option: expected one of "file"|"folder"|"link"|"other".",
      "usage: network.jsonl line 1: target: Invalid input: expected string, received undefined.",
      "usage: wire.jsonl line 2: expected "message" or "text".",
    ]
  `);
});

test('refuses another schema version first', async () => {
  const folder = await exec();
  for (const [run, found] of [
    ['{"schema_version":3,"scenario":7}', '3'],
    ['{}', 'undefined'],
  ] as const) {
    writeFileSync(join(folder, 'run.json'), run);
    expect(await failureOf(() => loadRecording(folder))).toEqual({
      kind: 'usage',
      message: `${join(folder, 'run.json')}: schema_version is ${found}, expected 2.`,
      hint: 'Record the scenario again with this version of the suite.',
    });
  }
});

test('upgrades the departures of schema version 1', async () => {
  const folder = await exec();
  const before = '"schema_version": 1,';
  edit(folder, 'run.json', (text) =>
    text
      .replace('"schema_version": 2,', before)
      .replace('"resumes"', '"departures": ["no-known-reply", "turn-fails"], "resumes"'),
  );
  const { schema_version, expected } = await loadRecording(folder);
  expect([schema_version, expected.breaks, expected.shows]).toEqual([2, ['turn-completes'], []]);
});

test('ignores unknown fields', async () => {
  const folder = await exec();
  edit(folder, 'run.json', (text) => text.replace('{', '{"later":1,'));
  expect(await loadRecording(folder)).toEqual(sampleRecording());
});

test('reports a folder in place of a file', async () => {
  const folder = await exec();
  rmSync(join(folder, 'stdout.jsonl'));
  await saveRecording(sampleRecording(), join(folder, 'stdout.jsonl'));
  const { kind, message } = await failureOf(() => loadRecording(folder));
  expect([kind, message]).toEqual([
    'environment',
    `Cannot read ${join(folder, 'stdout.jsonl')}: a folder has this name (EISDIR).`,
  ]);
});

async function exec(): Promise<string> {
  const folder = join(temporaryFolder(), 'recording');
  await saveRecording(sampleRecording(), folder);
  return folder;
}

async function appServer(): Promise<string> {
  const folder = join(temporaryFolder(), 'recording');
  const wire = [{ t_ms: 0, from: 'client' as const, text: '{"id":1}' }];
  await saveRecording(
    sampleRecording({ mode: 'app_server', processes: [sampleProcess({ stdout: '', wire })] }),
    folder,
  );
  return folder;
}

/** Changes one file, loads, and puts the file back; what the loading said is the result. */
function edited(folder: string, name: string, change: (text: string) => string): () => Promise<string> {
  return async () => {
    const before = edit(folder, name, change);
    const { kind, message } = await failureOf(() => loadRecording(folder));
    writeFileSync(join(folder, name), before);
    return `${kind}: ${message.replaceAll(`${folder}/`, '')}`;
  };
}

function edit(folder: string, name: string, change: (text: string) => string): string {
  const before = readFileSync(join(folder, name), 'utf8');
  expect(change(before)).not.toBe(before);
  writeFileSync(join(folder, name), change(before));
  return before;
}
