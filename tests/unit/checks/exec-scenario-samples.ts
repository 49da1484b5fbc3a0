import { PIXEL } from '../../../helpers/scenarios/exec/prompt-context.ts';
import { RUNS, TARGETS, wrote } from '../../../helpers/scenarios/exec/sandbox.ts';
import { FAILURES } from '../../../helpers/scenarios/exec/last-message.ts';
import { PROFILE_MODELS } from '../../../helpers/scenarios/exec/config.ts';
import type { Precondition } from '../../../helpers/recording/preconditions.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { EXEC_PERSISTENT, EXEC_STATELESS } from './samples.ts';

const [FIRST] = EXEC_STATELESS.processes as [ProcessRecord];
const ASKED = EXEC_STATELESS.model.at(-1)!;

/** A recording of one extended scenario. */
function sample(scenario: string, breaks: readonly Precondition[], rest: Partial<Recording>): Recording {
  return {
    ...EXEC_STATELESS,
    scenario,
    expected: { turns: [], resumes: false, breaks },
    ...rest,
  };
}

/** Processes that refuse, each with this exit code, and a model that is not asked. */
function refusals(scenario: string, exit_code: number, count = 1, rest: Partial<Recording> = {}): Recording {
  const refusing = { ...FIRST, stdout: '', exit_code, stderr: 'error\n' };
  const processes = Array.from({ length: count }, (_, index) => ({ ...refusing, process: index + 1 }));
  return sample(scenario, ['starts', 'reaches-model'], { processes, model: [], files: [], ...rest });
}

/** A request with these texts, each in a message of its own. */
function asked(texts: readonly string[], body: object = {}, rest: Partial<ModelExchange> = {}): ModelExchange {
  const input = texts.map((text) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }));
  return { ...ASKED, body: { ...(ASKED.body as object), input, ...body }, ...rest };
}

function told(scenario: string, model: readonly ModelExchange[], rest: Partial<Recording> = {}): Recording {
  return sample(scenario, ['writes-nothing'], { model, ...rest });
}

function kept(path: string, text: string): Recording['files'] {
  return [...EXEC_STATELESS.files, { place: 'workspace', path, kind: 'file', size: text.length, text }];
}

function printed(items: readonly object[], end: object): string {
  const [thread] = FIRST.stdout.split('\n');
  const lines = [{ type: 'turn.started' }, ...items, end].map((event) => JSON.stringify(event));
  return [thread, ...lines, ''].join('\n');
}

function done(index: number, item: object): object {
  return { type: 'item.completed', item: { id: `item_${index}`, ...item } };
}

const COMPLETED = JSON.parse(FIRST.stdout.trim().split('\n').at(-1)!) as object;
const FAILED = { type: 'turn.failed', error: { message: 'not allowed' } };
const CALLED = { type: 'mcp_tool_call', server: 'probe', arguments: {}, error: null };
const RESULT = { content: [], structured_content: null };
const SCHEMA = '{"type":"object","properties":{"sum":{"type":"integer"}}}';
const FORMAT = { text: { format: { type: 'json_schema', strict: true, schema: JSON.parse(SCHEMA) as object } } };
const CAN = { ...EXEC_STATELESS.codex, capabilities: ['exec.flag.ephemeral'] };
const [TURN_1, TURN_2] = EXEC_PERSISTENT.processes as [ProcessRecord, ProcessRecord];

/** Good recordings of single scenarios of `codex exec`. */
export const PROGRAM_SAMPLES: readonly Recording[] = [
  refusals('exec/stdin/no-prompt', 1, 3),
  refusals('exec/schema/unreadable', 1, 2),
  refusals('exec/config/refused', 1, 4),
  refusals('exec/flags/outside-repository', 1),
  refusals('exec/flags/refused', 2, 3),
  refusals('exec/resume/unknown-id', 1, 1, { mode: 'exec_persistent' }),
  refusals('exec/mcp/required-server-fails', 1),
  sample('exec/resume/ephemeral-thread', ['starts'], {
    mode: 'exec_persistent',
    codex: CAN,
    processes: [
      { ...TURN_1, argv: [...TURN_1.argv, '--ephemeral'] },
      { ...TURN_2, stdout: '', exit_code: 1 },
    ],
    model: [asked(['Remember X7.'])],
    files: [],
  }),
  told('exec/schema/sent', [asked(['a'], FORMAT), asked(['a', 'b'], FORMAT)], { files: kept('schema.json', SCHEMA) }),
  told('exec/image/attached', [
    asked([], {
      input: [
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_image', image_url: `data:image/png;base64,${PIXEL}` },
            { type: 'input_text', text: 'What is this?' },
          ],
        },
      ],
    }),
  ]),
  told('exec/context/agents-files', [
    asked(['First rule: of the home.\nSecond rule: of the repository.\nThird rule: of the part.', 'Keep the rules.']),
  ]),
  told('exec/context/agents-override', [asked(['Second rule: of mine.', 'Keep to it.'])]),
  told(
    'exec/config/profile',
    [
      asked(['Say one.'], { model: PROFILE_MODELS[2] }, { process: 2 }),
      asked(['Say one.'], { model: PROFILE_MODELS[3] }, { process: 3 }),
    ],
    { processes: [1, 2, 3].map((process) => ({ ...FIRST, process })) },
  ),
  told('exec/config/overrides', [asked(['Speak as a sailor, and "so" on.', 'Say one.'], { model: 'scripted-model' })]),
  told('exec/environment/key-of-provider', [
    asked(['Say one.'], {}, { headers: [...ASKED.headers, ['authorization', 'Bearer <REDACTED>']] }),
  ]),
  told(
    'exec/resume/other-settings',
    [
      asked(['Remember X7.'], { model: 'scripted-model' }),
      asked(['Remember X7.', 'Which code?'], { model: 'another-model' }, { process: 2 }),
    ],
    { mode: 'exec_persistent', processes: EXEC_PERSISTENT.processes },
  ),
  sample('exec/resume/ephemeral-turn', ['starts'], {
    mode: 'exec_persistent',
    codex: CAN,
    processes: [TURN_1, TURN_2, { ...TURN_2, process: 3 }],
    model: [
      asked(['Remember X7.']),
      asked(['Remember X7.', 'Remember Q9.'], {}, { process: 2 }),
      asked(['Remember X7.', 'Which codes?'], {}, { process: 3 }),
    ],
  }),
  sample('exec/last-message/two-messages', ['writes-nothing'], {
    processes: [
      {
        ...FIRST,
        stdout: printed(
          [
            done(0, { type: 'agent_message', text: 'I look.' }),
            done(1, { type: 'agent_message', text: '42,\nno less.' }),
          ],
          COMPLETED,
        ),
      },
    ],
    files: kept('last.txt', '42,\nno less.'),
  }),
  sample('exec/last-message/failed-turn', ['turn-completes', 'writes-nothing'], {
    processes: [{ ...FIRST, stdout: printed([{ type: 'error', message: 'not allowed' }], FAILED), exit_code: 1 }],
    files: kept('last.txt', 'the answer of another day'),
  }),
  sample('exec/text/for-people', ['event-stream', 'writes-nothing'], {
    processes: [
      { ...FIRST, stdout: 'done\n' },
      { ...FIRST, process: 2, stdout: 'done\n' },
    ],
  }),
  sample('exec/text/failed-turns', ['event-stream', 'turn-completes', 'writes-nothing'], {
    processes: FAILURES.flatMap(({ words }, index) =>
      [1, 2].map((one) => ({ ...FIRST, process: 2 * index + one, stdout: '', exit_code: 1, stderr: `${words}\n` })),
    ),
    files: kept('last.txt', 'the answer of another day'),
  }),
  sample('exec/mcp/results', ['writes-nothing'], {
    processes: [
      {
        ...FIRST,
        stdout: printed(
          [
            ['echo', 'completed'],
            ['fails', 'failed'],
            ['refuses', 'failed'],
          ].flatMap(([tool, status], index) => [
            {
              type: 'item.started',
              item: { id: `item_${index}`, ...CALLED, tool, result: null, status: 'in_progress' },
            },
            done(index, { ...CALLED, tool, result: RESULT, status }),
          ]),
          COMPLETED,
        ),
      },
    ],
  }),
  ranInSandbox(),
];

function ranInSandbox(): Recording {
  const { shell, output } = {
    shell: { type: 'function_call', call_id: 'c1', name: 'exec_command', arguments: '{"cmd":"echo"}' },
    output: [RUNS, ...(['inside', 'below', 'temporary'] as const).map(wrote)].join('\n'),
  };
  const reply = [
    { type: 'response.output_item.done', item: shell },
    { type: 'response.completed', response: {} },
  ];
  const body = reply.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  const sent = {
    type: 'function_call_output',
    call_id: 'c1',
    output: `Process exited with code 0\nOutput:\n${output}`,
  };
  return told(
    'exec/sandbox/workspace-write',
    [asked(['Write and visit.'], {}, { reply: { ...ASKED.reply, body } }), asked([], { input: [shell, sent] })],
    {
      files: (['inside', 'below', 'temporary'] as const).map((name) => {
        const { place, path } = TARGETS[name];
        return { place, path, kind: 'file', size: 2 };
      }),
    },
  );
}
