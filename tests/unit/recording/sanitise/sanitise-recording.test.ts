import { expect, test } from 'vitest';
import { createSanitiser } from '../../../../helpers/recording/sanitise.ts';
import { sampleProcess, sampleRecording } from '../sample-recording.ts';

/** Written wherever a text can be, with a mark that says where. */
const secret = (place: string) => `${place} at /root/x with ghp_${'a1'.repeat(18)}`;
const replaced = (place: string) => `${place} at <HOME>/x with <REDACTED>`;

const sanitiser = createSanitiser({ paths: [{ path: '/root', placeholder: '<HOME>' }], secrets: [] });

/** A recording with a text in each place that can hold one. */
function recordingWith(text: (place: string) => string) {
  const sample = sampleRecording();
  return sampleRecording({
    codex: { ...sample.codex, path: text('path') },
    expected: {
      turns: [{ turn: 1, process: 1, prompt: text('prompt'), expected_reply: text('expected') }],
      resumes: true,
    },
    notes: [text('note')],
    given_files: [{ path: text('given'), text: text('given text') }],
    processes: [
      sampleProcess({
        argv: ['exec', text('argv')],
        stdin: text('stdin'),
        spawn_error: text('spawn error'),
        stdout: `${JSON.stringify({ type: 'item.completed', text: text('stdout') })}\n`,
        wire: [{ t_ms: 1, from: 'server', text: JSON.stringify({ id: 1, result: text('wire') }) }],
        stderr: text('stderr'),
        survivors: [text('survivor')],
      }),
    ],
    model: [
      {
        ...sample.model[0]!,
        path: `/v1/responses?a=${text('query')}`,
        headers: [['user-agent', text('header')]],
        body: { [text('field')]: [text('body')] },
        reply: { status: 500, body: text('reply'), ended_by: 'reset' },
        violations: [text('violation')],
      },
    ],
    network: [{ process: 1, t_ms: 1, target: text('target') }],
    files: [
      {
        place: 'home',
        path: text('file'),
        kind: 'file',
        size: 1,
        text: text('kept'),
        lines: { kinds: [text('kind')], fields: [text('field of a line')] },
        conversation: [{ type: 'message', content: [{ text: text('conversation') }] }],
      },
    ],
    harness_errors: [text('harness error')],
  });
}

test('each text of a recording is sanitised', () => {
  expect(sanitiser.recording(recordingWith(secret))).toEqual(recordingWith(replaced));
});

test('a recording without secrets stays as it is, nulls included', () => {
  const recording = sampleRecording({ processes: [sampleProcess({ stdin: null })] });
  expect(sanitiser.recording(recording)).toEqual(recording);
});

test('replaces the value of credential headers', () => {
  const headers = [
    ['Authorization', 'Bearer abc'],
    ['authorization', 'opaque'],
    ['cookie', 'plain'],
    ['set-cookie', 'a=b; Path=/'],
    ['x-api-key', 'k'],
    ['session_id', '0199a213-81c0-7800-8aa1-bbab2a035a53'],
  ] as const;
  const recording = sampleRecording({ model: [{ ...sampleRecording().model[0]!, headers }] });
  expect(sanitiser.recording(recording).model[0]?.headers).toEqual([
    ['Authorization', 'Bearer <REDACTED>'],
    ['authorization', '<REDACTED>'],
    ['cookie', '<REDACTED>'],
    ['set-cookie', '<REDACTED>'],
    ['x-api-key', '<REDACTED>'],
    ['session_id', '0199a213-81c0-7800-8aa1-bbab2a035a53'],
  ]);
});

test('sanitises a reply equally in all files', () => {
  const reply = `-----BEGIN PRIVATE KEY-----\n${'MIIE'.repeat(16)}\nlast in "/root/x" or https://u:p%2Fq@host`;
  const sample = sampleRecording();
  const { expected, processes, model } = sanitiser.recording(
    sampleRecording({
      expected: { turns: [{ turn: 1, process: 1, prompt: 'p', expected_reply: reply }], resumes: false },
      processes: [
        sampleProcess({
          stdout: JSON.stringify({ reply }),
          wire: [{ t_ms: 0, from: 'server', text: JSON.stringify({ reply: JSON.stringify({ reply }) }) }],
        }),
      ],
      model: [{ ...sample.model[0]!, body: { reply } }],
    }),
  );
  const wired = JSON.parse(processes[0]!.wire[0]!.text) as { reply: string };
  const all = [processes[0]!.stdout, wired.reply].map((json) => (JSON.parse(json) as { reply: string }).reply);
  expect([...all, (model[0]!.body as { reply: string }).reply]).toEqual(
    Array(3).fill(expected.turns[0]!.expected_reply),
  );
  expect(all[0]).toMatchInlineSnapshot(`
    "<REDACTED>
    <REDACTED>
    last in "<HOME>/x" or https://u:<REDACTED>@host"
  `);
});
