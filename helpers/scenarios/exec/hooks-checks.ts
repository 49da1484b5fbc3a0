import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { bodyText, contentParts } from '../../checks/exec/request-contents.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { changeAllInputTexts, changeToolOutputs } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { addFile, changeFiles } from '../../mutations/recording.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { outputIn } from '../../queries/model-replies.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import { shellCalls } from '../../queries/shell-calls.ts';
import { printedThreadId } from '../../queries/thread-ids.ts';
import type { Recording } from '../../recording/recording.ts';
import { listOf, objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';
import { HOOK_EVENTS, HOOK_LOG, HOOK_PROMPT, HOOK_WORDS } from './hooks.ts';

const AUTHORITY = {
  kind: 'documented',
  reference: 'Codex documentation, Hooks: events, their input on stdin, exit code 2 and decisions',
} as const;

type Head = Pick<Check, 'authority' | 'language' | 'needsModel'>;

const HEAD: Head = { authority: AUTHORITY, language: 'exec', needsModel: true };

const eventsRun: Check = {
  ...HEAD,
  id: 'exec/hooks/events-in-order',
  clause:
    'A turn with a command runs the hooks SessionStart, UserPromptSubmit, PreToolUse, PostToolUse and Stop once each, in this order.',
  level: 'must',
  judge(recording) {
    const ran = hookInputs(recording)
      .map(eventOf)
      .filter((event) => HOOK_EVENTS.some((one) => one === event));
    const [expected, actual] = [HOOK_EVENTS.join(' '), ran.join(' ') || 'none'];
    const found =
      expected === actual ? [] : [{ message: 'the hooks that ran differ', file: 'files.json', expected, actual }];
    return failIfAny(found, HOOK_EVENTS.length, 'events, each with its hook');
  },
  mutants: () => ({
    'runs no hook at the end': changeLog((inputs) => inputs.filter((input) => eventOf(input) !== 'Stop')),
    'runs a hook after the command first': changeLog((inputs) =>
      inputs.toSorted((a, b) => Number(eventOf(b) === 'PostToolUse') - Number(eventOf(a) === 'PostToolUse')),
    ),
    'runs each hook twice': changeLog((inputs) => inputs.flatMap((input) => [input, input])),
    'runs no hook': changeLog(() => []),
  }),
};

const inputsAgree: Check = {
  ...HEAD,
  id: 'exec/hooks/input-agrees',
  clause:
    'The input of a hook names the thread, folder, session file and model of its turn, the prompt, the command with its output, and the reply.',
  level: 'must',
  judge(recording) {
    const inputs = hookInputs(recording);
    const expected = expectedInput(recording);
    const found = inputs.flatMap((input) => differences(input, expected));
    return failIfAny(found, inputs.length, 'inputs of hooks, all in agreement with the turn');
  },
  unjudged: () => ({ 'no input': changeLog(() => []) }),
  mutants: () => ({
    'names another thread': changeInputs(() => ({ session_id: '01999999-0000-7000-8000-000000000001' })),
    'names no thread': changeInputs(() => ({ session_id: undefined })),
    'names no reply': changeInputs(() => ({ last_assistant_message: undefined })),
    'names another folder': changeInputs(() => ({ cwd: '<HOME>' })),
    'names a missing session file': changeInputs(() => ({ transcript_path: '<CODEX_HOME>/sessions/absent.jsonl' })),
    'names another prompt': changeInputs((input) => ('prompt' in input ? { prompt: 'Say no.' } : {})),
    'names another command': changeInputs((input) => ('tool_input' in input ? { tool_input: { command: 'ls' } } : {})),
    'names another reply': changeInputs((input) =>
      'last_assistant_message' in input ? { last_assistant_message: 'hm' } : {},
    ),
    'loses the output of the command, or names another call': changeInputs((input) => {
      if ('tool_response' in input) return { tool_response: '' };
      return 'tool_use_id' in input ? { tool_use_id: 'call_0' } : {};
    }),
  }),
};

const decisionsHold: Check = {
  ...HEAD,
  id: 'exec/hooks/decisions-hold',
  clause:
    'A command that a hook refuses does not run; the model receives the reason, the context of the SessionStart hook, and the reason of the Stop hook to go on.',
  level: 'must',
  judge(recording) {
    const requests = modelRequests(recording);
    if (requests.length === 0) return untestable('no request to the model was recorded');
    const output = calledTools(recording)
      .map((call) => call.output?.text ?? '')
      .join('\n');
    const last = String(contentParts(requests.at(-1)!).at(-1)?.['text']);
    const effects = [
      {
        holds: recording.files.every(({ path }) => path !== 'refused.txt'),
        evidence: { message: 'the refused command wrote a file', file: 'files.json', expected: 'no refused.txt' },
      },
      {
        holds: output.includes(HOOK_WORDS.refusal),
        evidence: differs('the output of the refused command lacks the reason', HOOK_WORDS.refusal, output),
      },
      {
        holds: requests.every((one) => bodyText(one).includes(HOOK_WORDS.context)),
        evidence: differs('a request lacks the context', HOOK_WORDS.context),
      },
      {
        holds: last.includes(HOOK_WORDS.reason),
        evidence: differs('the last text of the last request lacks the reason to go on', HOOK_WORDS.reason, last),
      },
    ];
    const found = effects.filter(({ holds }) => !holds).map(({ evidence }) => evidence);
    return failIfAny(found, effects.length, 'effects of decisions of hooks');
  },
  mutants: () => ({
    'runs the refused command': addFile('workspace', 'refused.txt'),
    'keeps the reason of the refusal to itself': changeToolOutputs(() => 'refused'),
    'drops the context': changeAllInputTexts((text) => text.replace(HOOK_WORDS.context, '')),
    'drops the reason to go on': changeAllInputTexts((text) => text.replace(HOOK_WORDS.reason, '')),
  }),
};

const untrustedIgnored: Check = {
  ...HEAD,
  id: 'exec/hooks/untrusted-not-run',
  clause: 'Hooks that the user has not trusted do not run.',
  level: 'must',
  judge(recording) {
    const ran = hookInputs(recording);
    const found = ran.map((input) => ({ message: `the hook of ${eventOf(input)} ran`, file: 'files.json' }));
    return failIfAny(found, recording.processes.length, 'processes that ran no untrusted hook');
  },
  mutants: () => ({
    'runs the hook of the session': withLog([{ hook_event_name: 'SessionStart' }]),
    'runs the hook of the tool': withLog([{ hook_event_name: 'PreToolUse' }]),
  }),
};

/** Hooks: that they run, their input, and the effect of what they decide. */
export const hookChecks = beside({
  'exec/hooks/each-event': [eventsRun, inputsAgree],
  'exec/hooks/decisions': [inputsAgree, decisionsHold],
  'exec/hooks/untrusted': [untrustedIgnored],
});

/** The inputs that hooks kept, in order. */
function hookInputs({ files }: Pick<Recording, 'files'>): JsonObject[] {
  const text = files.find(({ path }) => path === HOOK_LOG)?.text ?? '';
  return text.split('\n').flatMap((line): JsonObject[] => {
    const input = parseJsonObject(line);
    return input === null ? [] : [input];
  });
}

function eventOf(input: JsonObject): string {
  return String(input['hook_event_name']);
}

function differs(message: string, expected: string, actual?: string): Evidence {
  return { message, file: 'model.jsonl', expected, ...(actual === undefined ? {} : { actual }) };
}

const COMMON_FIELDS = ['session_id', 'transcript_path', 'cwd', 'model'] as const;

/** The further fields of an input, by event. */
const OWN_FIELDS: Readonly<Record<(typeof HOOK_EVENTS)[number], readonly string[]>> = {
  SessionStart: [],
  UserPromptSubmit: ['prompt'],
  PreToolUse: ['tool_use_id', 'tool_input'],
  PostToolUse: ['tool_use_id', 'tool_input', 'tool_response'],
  Stop: ['last_assistant_message'],
};

function fieldsOf(event: string): readonly string[] {
  const known = HOOK_EVENTS.find((one) => one === event);
  return known === undefined ? [] : [...COMMON_FIELDS, ...OWN_FIELDS[known]];
}

/** The values of an input, by field. */
function expectedInput(recording: Recording): Readonly<Record<string, (value: unknown) => boolean>> {
  const thread = recording.processes.map(printedThreadId)[0] ?? null;
  const requests = modelRequests(recording);
  const calls = calledTools(recording);
  const [command] = shellCalls(calls);
  const replies = new Set(
    requests.flatMap(outputIn).flatMap(({ content }) => listOf(content).map((part) => objectOf(part)['text'])),
  );
  return {
    session_id: (value) => value === thread,
    cwd: (value) => value === '<WORKSPACE_ROOT>',
    model: (value) => value === objectOf(requests[0]?.body)['model'],
    transcript_path: (value) =>
      recording.files.some(
        ({ place, path }) =>
          place === 'codex_home' && path.endsWith(`-${thread}.jsonl`) && value === `<CODEX_HOME>/${path}`,
      ),
    prompt: (value) => value === HOOK_PROMPT,
    tool_use_id: (value) => calls.some(({ id }) => id === value),
    tool_input: (value) => command !== undefined && objectOf(value)['command'] === command.command,
    tool_response: (value) =>
      command?.output !== undefined && JSON.stringify(value).includes(JSON.stringify(command.output).slice(1, -1)),
    last_assistant_message: (value) => replies.has(value),
  };
}

function differences(input: JsonObject, expected: ReturnType<typeof expectedInput>): Evidence[] {
  const event = eventOf(input);
  const given = Object.keys(expected).filter((field) => input[field] != null || fieldsOf(event).includes(field));
  return given
    .filter((field) => input[field] == null || !expected[field]!(input[field]))
    .map((field) => ({
      message: `${field} of the hook of ${event} differs from the turn`,
      file: 'files.json',
      actual: JSON.stringify(input[field] ?? null),
    }));
}

function changeLog(change: (inputs: JsonObject[]) => readonly JsonObject[]): Mutation {
  return (recording) => {
    const text = change(hookInputs(recording))
      .map((input) => `${JSON.stringify(input)}\n`)
      .join('');
    return changeFiles((all) => all.map((file) => (file.path === HOOK_LOG ? { ...file, text } : file)))(recording);
  };
}

function changeInputs(change: (input: JsonObject) => JsonObject): Mutation {
  return changeLog((inputs) => inputs.map((input) => ({ ...input, ...change(input) })));
}

function withLog(inputs: readonly JsonObject[]): Mutation {
  return addFile('home', HOOK_LOG, inputs.map((input) => `${JSON.stringify(input)}\n`).join(''));
}
