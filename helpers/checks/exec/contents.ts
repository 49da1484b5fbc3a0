import { isDeepStrictEqual } from 'node:util';
import type { ModelRequestBody } from '../../model/script.ts';
import { offeredTools } from '../../model/tools.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, notApplicable, untestable, type Check } from '../check.ts';
import { fileOf } from '../../queries/process-files.ts';
import { EVENTS } from './authorities.ts';
import { carriesItem } from './item-tracker.ts';
import { askedBy, completedItems, eventsOf, outputIn, unasked } from '../../queries/exec-events.ts';

const JSON_TESTS = {
  kind: 'source',
  reference: 'openai/codex codex-rs/exec/tests/event_processor_with_json_output.rs',
} as const;

const SHELLS: ReadonlySet<string> = new Set(['exec_command', 'shell', 'shell_command', 'local_shell', 'exec']);

/** What items say of that which the model sent and did. */
export const contentChecks: readonly Check[] = [
  compared({
    id: 'exec/items/messages-as-sent',
    clause: 'Each message of the model is told as one item, in order, with its text as it was sent.',
    level: 'must',
    authority: EVENTS,
    scenarios: [
      'exec/messages/several',
      'exec/messages/reasoning',
      'exec/messages/unknown-events',
      'exec/messages/not-yet-done',
      'exec/command/fails',
      'exec/errors/stream-cut',
    ],
    orMore: true,
    sent: (output) =>
      output.flatMap(({ type, content }) =>
        type === 'message' ? (content as { text: string }[]).map(({ text }) => text) : [],
      ),
    told: (process) => completedItems(process, 'agent_message').map(({ text }) => text),
  }),
  compared({
    id: 'exec/items/reasoning-by-summary',
    clause: 'Of what the model thinks, its summaries are told and nothing else.',
    level: 'must',
    authority: JSON_TESTS,
    scenarios: ['exec/messages/reasoning'],
    orMore: true,
    withheld: (output) => [
      '',
      ...output.flatMap(({ type, content }) =>
        type === 'reasoning' ? ((content ?? []) as { text: string }[]).map(({ text }) => text) : [],
      ),
    ],
    sent: (output) =>
      output.flatMap(({ summary }) => ((summary ?? []) as { text: string }[]).flatMap(({ text }) => linesIn(text))),
    told: (process) => completedItems(process, 'reasoning').flatMap(({ text }) => (text === '' ? [''] : linesIn(text))),
  }),
  compared({
    id: 'exec/items/commands-told',
    clause: 'Each command that the model runs is told as one item.',
    level: 'may',
    authority: { kind: 'observed', reference: 'versions up to 0.95.0' },
    scenarios: ['exec/command/denied-by-sandbox', 'exec/command/fails', 'exec/command/outlives-turn'],
    orMore: true,
    sent: (output) => output.filter(({ type, name }) => isShell(type, name)).map(() => 'a command'),
    told: (process) =>
      [
        ...new Set(
          eventsOf(process).flatMap((event) =>
            carriesItem(event) && event.item.type === 'command_execution' ? [event.item.id] : [],
          ),
        ),
      ].map(() => 'a command'),
  }),
  compared({
    id: 'exec/items/exit-code-told',
    clause: 'A command that exits with another code than 0 is told as failed, with that code, and the turn goes on.',
    level: 'must',
    authority: EVENTS,
    scenarios: ['exec/command/fails'],
    orMore: true,
    sent: (output) =>
      /exit (\d+)/
        .exec(JSON.stringify(output))
        ?.slice(1)
        .map((code) => `failed ${code}`) ?? [],
    told: (process) =>
      completedItems(process, 'command_execution').map(({ status, exit_code }) => `${status} ${exit_code}`),
  }),
  compared({
    id: 'exec/items/patch-kinds',
    clause: 'Each file that a patch adds, updates or deletes is told with its path and what became of it.',
    level: 'must',
    authority: JSON_TESTS,
    scenarios: ['exec/patch/add-update-delete'],
    sent: (output) =>
      [...JSON.stringify(output).matchAll(/\*\*\* (Add|Update|Delete) File: ([\w.]+)/g)]
        .map(([, kind, file]) => `${kind!.toLowerCase()} ${file}`)
        .toSorted(),
    told: (process) =>
      completedItems(process, 'file_change')
        .flatMap(({ changes }) => changes.map(({ kind, path }) => `${kind} ${path.split('/').at(-1)}`))
        .toSorted(),
  }),
  {
    id: 'exec/items/plan-completed-last',
    clause:
      'A plan is started once, updated when it changes, and completed at the end of the turn, after the messages.',
    level: 'must',
    authority: JSON_TESTS,
    language: 'exec',
    scenarios: ['exec/plan/enabled'],
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const offered = recording.processes
        .flatMap((process) => askedBy(recording, process))
        .flatMap(({ body }) => offeredTools(body as ModelRequestBody));
      if (!offered.some(({ name }) => name === 'update_plan')) return notApplicable('no tool for plans is offered');
      const found = recording.processes.flatMap((process) => {
        const told = eventsOf(process).flatMap((event) =>
          carriesItem(event) && /^(?:todo_list|agent_message)$/.test(event.item.type)
            ? [`${event.type} ${event.item.type}`]
            : [],
        );
        const plan = told.filter((one) => one.endsWith('todo_list'));
        const expected = ['item.started todo_list', 'item.updated todo_list', 'item.completed todo_list'];
        if (isDeepStrictEqual(plan, expected) && told.at(-1) === expected.at(-1)) return [];
        const file = fileOf(process, 'stdout');
        return [{ message: 'the plan and the message', file, expected: expected.join(', '), actual: told.join(', ') }];
      });
      return failIfAny(found, 'the plan was started, updated and completed');
    },
  },
  {
    id: 'exec/turn/goes-on-unless-done',
    clause: 'A response that says end_turn false does not end the turn: the model is asked again.',
    level: 'should',
    authority: { kind: 'source', reference: 'openai/codex codex-rs/codex-api/src/sse/responses.rs' },
    language: 'exec',
    scenarios: ['exec/messages/not-yet-done'],
    needsModel: true,
    judge(recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const last = recording.model.findLast(({ method }) => method === 'POST');
      const found = last!.reply.body.includes('"end_turn":false')
        ? [{ message: 'the last answer asked to go on', file: 'model.jsonl', line: recording.model.length }]
        : [];
      return failIfAny(found, `${recording.model.length} requests, the last of which ended the turn`);
    },
  },
];

interface Comparison extends Omit<Check, 'judge' | 'language' | 'needsModel'> {
  /** What the output items of the model call for. */
  readonly sent: (output: ReturnType<typeof outputIn>) => readonly string[];
  /** What the stream says. */
  readonly told: (process: ProcessRecord) => readonly string[];
  /** What it must not say. @default nothing */
  readonly withheld?: (output: ReturnType<typeof outputIn>) => readonly string[];
  /** True if the stream may say more than that. @default false */
  readonly orMore?: true;
}

function compared({ sent, told, withheld = () => [], orMore, ...head }: Comparison): Check {
  return {
    ...head,
    language: 'exec',
    needsModel: true,
    judge(recording: Recording) {
      const missing = unasked(recording);
      if (missing !== undefined) return untestable(missing);
      const pairs = recording.processes.map((process) => {
        const output = askedBy(recording, process).flatMap(outputIn);
        return { process, expected: sent(output), never: withheld(output), actual: told(process) };
      });
      if (pairs.every(({ expected }) => expected.length === 0)) return untestable('the model sent nothing of the kind');
      const found = pairs
        .filter(({ expected, never, actual }) => {
          if (actual.some((text) => never.includes(text))) return true;
          return orMore === true ? !isWithin(expected, actual) : !isDeepStrictEqual(expected, actual);
        })
        .map(({ process, expected, actual }) => ({
          message: `process ${process.process}`,
          file: fileOf(process, 'stdout'),
          expected: expected.join(' | '),
          actual: actual.join(' | '),
        }));
      return failIfAny(found, `${pairs.flatMap(({ actual }) => actual).length} of what the model sent, all told`);
    },
  };
}

function linesIn(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** True if all of these stand in the list, in their order. */
function isWithin(texts: readonly string[], list: readonly string[]): boolean {
  let at = 0;
  for (const text of list) if (text === texts[at]) at += 1;
  return at === texts.length;
}

function isShell(type: unknown, name: unknown): boolean {
  return (
    type === 'local_shell_call' ||
    ((type === 'function_call' || type === 'custom_tool_call') && SHELLS.has(String(name)))
  );
}
