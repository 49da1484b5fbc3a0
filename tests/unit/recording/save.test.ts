import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadRecording } from '../../../helpers/recording/load.ts';
import { saveRecording } from '../../../helpers/recording/save.ts';
import { failureOf, temporaryFolder } from '../codex/temporary.ts';
import { anyRecording } from './any-recording.ts';
import { sampleProcess, sampleRecording } from './sample-recording.ts';

test('loads every recording as it was saved', async () => {
  const folder = join(temporaryFolder(), 'recording');
  await fc.assert(
    fc.asyncProperty(anyRecording, async (recording) => {
      await saveRecording(recording, folder);
      expect(await loadRecording(folder)).toEqual(recording);
    }),
    { numRuns: 60 },
  );
});

test('writes the protocol as one line of its own file', async () => {
  const methods = {
    'server notification': ['error'],
    'server request': [],
    'client request': [],
    'client notification': [],
  };
  const protocol = { methods, messages: { 'server notification error': { type: 'object' } }, definitions: {} };
  const files = await saved(sampleRecording({ protocol }));
  expect(files['protocol.json']).toBe(`${JSON.stringify(protocol)}\n`);
  expect(files['run.json']).not.toContain('server notification');
});

test('writes stdout byte by byte', async () => {
  const second = sampleProcess({ process: 2, stdout: 'second\r\n{"odd": \t"spacing"}', stderr: 'oops' });
  const files = await saved(sampleRecording({ processes: [sampleProcess(), second] }));
  expect(Object.keys(files)).toEqual([
    'files.json',
    'model.jsonl',
    'network.jsonl',
    'run.json',
    'stderr.2.txt',
    'stderr.txt',
    'stdout.2.jsonl',
    'stdout.jsonl',
  ]);
  expect(files['stdout.2.jsonl']).toBe(second.stdout);
  expect(files['stderr.2.txt']).toBe('oops');
  expect(files['run.json']).toMatchInlineSnapshot(`
    "{
      "schema_version": 2,
      "scenario": "exec/stateless/sum",
      "mode": "exec_stateless",
      "model_source": "scripted",
      "codex": {
        "version": "0.169.0",
        "sha256": "abababababababababababababababababababababababababababababababab",
        "found_by": "PATH",
        "path": "/opt/codex",
        "capabilities": [
          "exec.flag.json"
        ]
      },
      "expected": {
        "turns": [
          {
            "turn": 1,
            "process": 1,
            "prompt": "What is 1 + 1?",
            "expected_reply": "2"
          }
        ],
        "resumes": false
      },
      "notes": [],
      "processes": [
        {
          "process": 1,
          "argv": [
            "exec",
            "--json"
          ],
          "stdin": "What is 1 + 1?",
          "env_names": [
            "HOME",
            "PATH"
          ],
          "exit_code": 0,
          "signal": null,
          "ended_by": "itself",
          "spawn_error": null,
          "timing": {
            "first_output_ms": 1.5,
            "turn_ended_ms": 20,
            "duration_ms": 25
          },
          "survivors": []
        },
        {
          "process": 2,
          "argv": [
            "exec",
            "--json"
          ],
          "stdin": "What is 1 + 1?",
          "env_names": [
            "HOME",
            "PATH"
          ],
          "exit_code": 0,
          "signal": null,
          "ended_by": "itself",
          "spawn_error": null,
          "timing": {
            "first_output_ms": 1.5,
            "turn_ended_ms": 20,
            "duration_ms": 25
          },
          "survivors": []
        }
      ],
      "harness_errors": []
    }
    "
  `);
  expect(files['model.jsonl']).toMatchInlineSnapshot(`
    "{"process":1,"t_ms":12.5,"method":"POST","path":"/v1/responses","headers":[["content-type","application/json"]],"body":{"model":"gpt-5.2-codex","stream":true},"reply":{"status":200,"body":"data: {}\\n\\n","ended_by":"end"},"violations":[]}
    "
  `);
});

test('writes fields in the order of the schema', async () => {
  const sample = sampleRecording();
  const { timing, ...rest } = sampleProcess();
  const shuffled = Object.fromEntries(Object.entries(sample).toReversed()) as unknown as typeof sample;
  expect(await saved({ ...shuffled, processes: [{ timing, ...rest }] })).toEqual(await saved(sample));
});

test('writes wire lines that JSON would not reproduce', async () => {
  const wire = ['{"id":1}', '{ "id": 1 }', '{"b":1,"1":2}', 'not json', '1e400', '[]'].map((text, index) => ({
    t_ms: index / 2,
    from: index % 2 === 0 ? ('server' as const) : ('client' as const),
    text,
  }));
  const files = await saved(sampleRecording({ mode: 'app_server', processes: [sampleProcess({ stdout: '', wire })] }));
  expect(files['stdout.jsonl']).toBeUndefined();
  expect(files['wire.jsonl']).toMatchInlineSnapshot(`
    "{"t_ms":0,"from":"server","message":{"id":1}}
    {"t_ms":0.5,"from":"client","message":{"id":1},"text":"{ \\"id\\": 1 }"}
    {"t_ms":1,"from":"server","message":{"1":2,"b":1},"text":"{\\"b\\":1,\\"1\\":2}"}
    {"t_ms":1.5,"from":"client","text":"not json"}
    {"t_ms":2,"from":"server","message":null,"text":"1e400"}
    {"t_ms":2.5,"from":"client","message":[]}
    "
  `);
});

test('replaces an existing folder', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'recording');
  mkdirSync(folder);
  writeFileSync(join(folder, 'stdout.7.jsonl'), 'old');
  await saveRecording(sampleRecording(), folder);
  expect(readdirSync(folder)).not.toContain('stdout.7.jsonl');
  expect(readdirSync(parent)).toEqual(['recording']);
});

test('creates parent folders', async () => {
  const folder = join(temporaryFolder(), 'a', 'b', 'recording');
  await saveRecording(sampleRecording(), folder);
  expect(existsSync(join(folder, 'run.json'))).toBe(true);
});

test('leaves one whole recording after parallel saves', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'recording');
  const recordings = Array.from({ length: 5 }, (_, index) => sampleRecording({ notes: [`number ${index}`] }));
  await Promise.all(recordings.map((recording) => saveRecording(recording, folder)));
  expect(recordings).toContainEqual(await loadRecording(folder));
  expect(readdirSync(parent)).toEqual(['recording']);
});

test('keeps a file in place of the folder', async () => {
  const parent = temporaryFolder();
  const file = join(parent, 'recording');
  writeFileSync(file, 'mine');
  expect(await failureOf(() => saveRecording(sampleRecording(), file))).toEqual({
    kind: 'environment',
    message: `Cannot write ${file}: a part of the path is a file, not a folder (ENOTDIR).`,
    hint: `Move away the file or folder at or above ${parent}, or choose another folder.`,
  });
  expect(readdirSync(parent)).toEqual(['recording']);
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('keeps the folder if the recording is invalid', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'recording');
  await saveRecording(sampleRecording(), folder);
  const wrong = sampleRecording({ processes: [sampleProcess({ process: 2 })] });
  const { kind, message } = await failureOf(() => saveRecording(wrong, folder));
  expect([kind, message.includes('numbered 1, 2, 3')]).toEqual([undefined, true]);
  expect(await loadRecording(folder)).toEqual(sampleRecording());
  expect(readdirSync(parent)).toEqual(['recording']);
});

async function saved(recording: Parameters<typeof saveRecording>[0]): Promise<Record<string, string>> {
  const folder = join(temporaryFolder(), 'recording');
  await saveRecording(recording, folder);
  return Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
