import { expect, test } from 'vitest';
import { scriptOf } from '../../../../helpers/formats/bundle/script.ts';
import { sampleProcess, sampleRecording } from '../../recording/sample-recording.ts';

const THREAD = '0199a213-81c0-7800-8aa1-bbab2a035a53';

test('has inputs and replies, and no output of codex', () => {
  const stdout = `{"type":"thread.started","thread_id":"${THREAD}"}\n`;
  const recording = sampleRecording({
    processes: [
      sampleProcess({ argv: ['exec', '-'], stdin: 'one', stdout }),
      sampleProcess({ process: 2, argv: ['exec', 'resume', THREAD, '-'], stdin: 'two', stdout }),
    ],
  });
  const [exchange] = recording.model;
  expect(scriptOf({ ...recording, model: [{ ...exchange!, path: '/v1/models?client_version=1' }, exchange!] }))
    .toMatchInlineSnapshot(`
    {
      "codex": {
        "sha256": "abababababababababababababababababababababababababababababababab",
        "version": "0.169.0",
      },
      "config": "model_provider = "scripted"

    [model_providers.scripted]
    name = "scripted"
    base_url = "<MODEL_URL>"
    wire_api = "responses"
    request_max_retries = 0
    stream_max_retries = 0

    [analytics]
    enabled = false

    [features]
    ",
      "deadline_seconds": 60,
      "env": {
        "OPENAI_BASE_URL": "<MODEL_URL>",
      },
      "processes": [
        {
          "argv": [
            "exec",
            "-",
          ],
          "client_lines": [],
          "stdin": "one",
        },
        {
          "argv": [
            "exec",
            "resume",
            "0199a213-81c0-7800-8aa1-bbab2a035a53",
            "-",
          ],
          "client_lines": [],
          "stdin": "two",
        },
      ],
      "replies": [
        {
          "body": "data: {}

    ",
          "ended_by": "end",
          "method": "POST",
          "path": "/v1/models",
          "status": 200,
        },
        {
          "body": "data: {}

    ",
          "ended_by": "end",
          "method": "POST",
          "path": "/v1/responses",
          "status": 200,
        },
      ],
      "scenario": "exec/stateless/sum",
      "schema_version": 1,
      "thread_id": "0199a213-81c0-7800-8aa1-bbab2a035a53",
    }
  `);
});

test('has the client lines of an app-server', () => {
  const wire = [
    { t_ms: 1, from: 'client', text: '{"method":"initialize","id":0}' },
    { t_ms: 2, from: 'server', text: '{"id":0,"result":{}}' },
    { t_ms: 3, from: 'client', text: '{"method":"initialized"}' },
  ] as const;
  const processes = [sampleProcess({ argv: ['app-server'], stdin: null, stdout: '', wire })];
  expect(scriptOf(sampleRecording({ mode: 'app_server', processes }))).toMatchObject({
    thread_id: null,
    processes: [
      {
        argv: ['app-server'],
        stdin: null,
        client_lines: ['{"method":"initialize","id":0}', '{"method":"initialized"}'],
      },
    ],
  });
});

test('sets the base URL for a codex that lists models', () => {
  const { codex } = sampleRecording();
  const scripts = [['exec.flag.json'], ['feature.plugins']].map((capabilities) =>
    scriptOf(sampleRecording({ codex: { ...codex, capabilities } })),
  );
  expect(scripts).toMatchObject([{ env: { OPENAI_BASE_URL: '<MODEL_URL>' } }, { env: {} }]);
});
