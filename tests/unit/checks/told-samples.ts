import type { ModelExchange, ModelProgress, ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { APP_SERVER, EXEC_STATELESS } from './samples.ts';

const BEFORE: ModelProgress = { requests: 0, open: [] };
const STREAMING: ModelProgress = { requests: 1, open: [1] };
const REPLIED: ModelProgress = { requests: 1, open: [] };
const HELD: ModelProgress = { requests: 2, open: [2] };
const DONE: ModelProgress = { requests: 2, open: [] };

const [EXEC] = EXEC_STATELESS.processes as [ProcessRecord];
const [SERVER] = APP_SERVER.processes as [ProcessRecord];
const [THREAD, STARTED, REPLY, COMPLETED] = EXEC.stdout.trimEnd().split('\n') as [string, string, string, string];

const RUNNING = { command: "/bin/bash -lc 'ls'", aggregated_output: '', exit_code: null, status: 'in_progress' };
const RAN = { ...RUNNING, aggregated_output: 'a\n', exit_code: 0, status: 'completed' };

function item(event: string, id: string, type: string, rest: object): string {
  return JSON.stringify({ type: `item.${event}`, item: { id, type, ...rest } });
}

/** The requests of a turn in which the model calls a tool once. */
function twice(model: readonly ModelExchange[]): readonly ModelExchange[] {
  const asked = model.filter(({ method }) => method === 'POST');
  return [...asked, ...asked];
}

const EXEC_LINES: readonly (readonly [ModelProgress, string])[] = [
  [BEFORE, THREAD],
  [BEFORE, STARTED],
  [REPLIED, item('started', 'item_0', 'command_execution', RUNNING)],
  [HELD, item('completed', 'item_0', 'command_execution', RAN)],
  [DONE, REPLY.replace('item_0', 'item_1')],
  [DONE, COMPLETED],
];

const EXEC_TOLD: Recording = {
  ...EXEC_STATELESS,
  scenario: 'exec/told/while-running',
  expected: {
    turns: [],
    resumes: false,
    breaks: ['no-extra-requests', 'read-only', 'writes-nothing'],
    shows: ['command-ends', 'waits-for-program'],
    told: [
      { process: 1, event: 'turn.started', request: 1, before: 'end of reply' },
      { process: 1, event: 'item.started command_execution', request: 2, before: 'request' },
      { process: 1, event: 'item.completed command_execution', request: 2, before: 'end of reply' },
    ],
  },
  processes: [
    {
      ...EXEC,
      stdout: EXEC_LINES.map(([, line]) => `${line}\n`).join(''),
      arrivals: EXEC_LINES.map(([model]) => model),
    },
  ],
  model: twice(EXEC_STATELESS.model),
};

/** How far the model is when each line of the sample arrives. */
function progressAt(line: string): ModelProgress {
  if (line.includes('"turn/completed"') || line.includes('tokenUsage')) return REPLIED;
  return line.includes('msg_1') ? STREAMING : BEFORE;
}

const SERVER_TOLD: Recording = {
  ...APP_SERVER,
  scenario: 'app-server/told/while-running',
  expected: {
    turns: [],
    resumes: false,
    breaks: [],
    shows: ['waits-for-program'],
    told: [
      { process: 1, event: 'turn/started', request: 1, before: 'end of reply' },
      { process: 1, event: 'item/agentMessage/delta', request: 1, before: 'end of reply' },
    ],
  },
  processes: [
    {
      ...SERVER,
      wire: SERVER.wire.map((line) => (line.from === 'client' ? line : { ...line, model: progressAt(line.text) })),
    },
  ],
};

/** Turns in which the model or a command waits for the program. */
export const TOLD_SAMPLES: readonly Recording[] = [EXEC_TOLD, SERVER_TOLD];
