import * as fc from 'fast-check';
import { PRECONDITIONS, type Precondition } from '../../../helpers/recording/preconditions.ts';
import { MODES } from '../../../helpers/recording/mode.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { anyUnicode } from '../util/any-unicode.ts';

const texts = fc.array(anyUnicode, { maxLength: 3 });
const milliseconds = fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs);
const ordinal = fc.integer({ min: 1, max: 9 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
/** What a JSON parser gives; JSON itself writes -0 as 0. */
const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
/** Lines of a wire: compact JSON, JSON in another spelling, and what is none. */
const wireText = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  json.map((value) => JSON.stringify(value, null, 1).replaceAll('\n', ' ')),
  fc.constantFrom(
    '{"b":1,"2":3}',
    '{"__proto__":{"a":1}}',
    '1e400',
    '-0',
    '"\\u0041\\/"',
    '{"a":1,"a":2}',
    '{',
    '',
    'null',
  ),
  anyUnicode,
);

const modelProgress = fc.record({ requests: fc.nat(9), open: fc.array(ordinal, { maxLength: 2 }) });

const processAlways = fc.record({
  argv: texts,
  stdin: orNull(anyUnicode),
  env_names: texts,
  exit_code: orNull(fc.integer({ min: 0, max: 255 })),
  signal: orNull(fc.constantFrom('SIGTERM', 'SIGKILL')),
  ended_by: fc.constantFrom('itself', 'deadline', 'hang', 'interrupt', 'spawn-error'),
  spawn_error: orNull(anyUnicode),
  timing: fc.record({
    first_output_ms: orNull(milliseconds),
    turn_ended_ms: orNull(milliseconds),
    duration_ms: milliseconds,
  }),
  stdout: fc.tuple(texts, fc.constantFrom('\n', '\r\n', '\u2028')).map(([lines, end]) => lines.join(end)),
  wire: fc.array(
    fc.record(
      {
        t_ms: milliseconds,
        from: fc.constantFrom('client', 'server'),
        model: modelProgress,
        text: wireText,
      },
      { requiredKeys: ['t_ms', 'from', 'text'] },
    ),
    { maxLength: 3 },
  ),
  stderr: anyUnicode,
  survivors: texts,
});

const process = fc
  .tuple(processAlways, fc.record({ arrivals: fc.array(modelProgress, { maxLength: 3 }) }, { requiredKeys: [] }))
  .map(([always, sometimes]) => ({ ...always, ...sometimes }));

const model = fc.record({
  process: ordinal,
  t_ms: milliseconds,
  method: anyUnicode,
  path: anyUnicode,
  headers: fc.array(fc.tuple(anyUnicode, anyUnicode), { maxLength: 2 }),
  body: json,
  reply: fc.record({
    status: fc.nat(599),
    body: anyUnicode,
    ended_by: fc.constantFrom('end', 'reset', 'open', 'client'),
  }),
  violations: texts,
});

const anyWithoutOptions: fc.Arbitrary<Recording> = fc.record({
  schema_version: fc.constant(2),
  scenario: anyUnicode,
  mode: fc.constantFrom(...MODES),
  model_source: fc.constantFrom('scripted', 'live'),
  codex: fc.record({
    version: anyUnicode,
    sha256: anyUnicode,
    found_by: anyUnicode,
    path: anyUnicode,
    capabilities: texts,
  }),
  expected: fc.record(
    {
      turns: fc.array(fc.record({ turn: ordinal, process: ordinal, prompt: anyUnicode, expected_reply: anyUnicode }), {
        maxLength: 2,
      }),
      resumes: fc.boolean(),
      breaks: fc.subarray(Object.keys(PRECONDITIONS) as Precondition[]),
      shows: fc.subarray(Object.keys(PRECONDITIONS) as Precondition[]),
      told: fc.array(
        fc.record({
          process: ordinal,
          event: anyUnicode,
          request: ordinal,
          before: fc.constantFrom('request', 'end of reply'),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['turns', 'resumes'] },
  ),
  notes: texts,
  processes: fc
    .array(process, { maxLength: 3 })
    .map((processes) => processes.map((record, index) => Object.assign({ process: index + 1 }, record))),
  model: fc.array(model, { maxLength: 2 }),
  network: fc.array(fc.record({ process: ordinal, t_ms: milliseconds, target: anyUnicode }), { maxLength: 2 }),
  files: fc.array(
    fc.record(
      {
        place: fc.constantFrom('home', 'codex_home', 'tmp', 'workspace'),
        path: anyUnicode,
        kind: fc.constantFrom('file', 'folder', 'link', 'other'),
        size: fc.nat(),
        text: anyUnicode,
        lines: fc.record({ kinds: texts, fields: texts }),
        conversation: fc.array(json, { maxLength: 2 }),
      },
      { requiredKeys: ['place', 'path', 'kind', 'size'] },
    ),
    { maxLength: 2 },
  ),
  harness_errors: texts,
});

const schemas = fc.dictionary(fc.constantFrom('Turn', 'v2', 'answer turn/start', 'a"b', ''), json, { maxKeys: 2 });
const protocol = fc.record({
  methods: fc.record({
    'server notification': texts,
    'server request': texts,
    'client request': texts,
    'client notification': texts,
  }),
  messages: schemas,
  definitions: schemas,
});

/** Any recording that the suite could make, and many that it could not. */
export const anyRecording: fc.Arbitrary<Recording> = fc
  .tuple(
    anyWithoutOptions,
    fc.record(
      {
        protocol,
        fingerprint: anyUnicode,
        given_files: fc.array(fc.record({ path: anyUnicode, text: orNull(anyUnicode) }), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([recording, options]) => ({ ...recording, ...options }));
