import { failIfAny, untestable, type Check } from '../../checks/check.ts';
import { bodyText, contentParts } from '../../checks/exec/request-contents.ts';
import type { Evidence } from '../../checks/verdict.ts';
import { threadId } from '../../exec/transcript.ts';
import { parseText } from '../../exec/parser.ts';
import { changeAllInputTexts, changeToolOutputs } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { addFile, changeFiles } from '../../mutations/recording.ts';
import { calledTools } from '../../queries/called-tools.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import { shellCalls } from '../../queries/shell-calls.ts';
import type { Recording } from '../../recording/recording.ts';
import { objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
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
    'In a turn with a command the hooks of the session, the prompt, the tool and the end run once each, in this order.',
  level: 'must',
  judge(recording) {
    const ran = hookInputs(recording)
      .map(eventOf)
      .filter((event) => HOOK_EVENTS.some((one) => one === event));
    const [expected, actual] = [HOOK_EVENTS.join(' '), ran.join(' ') || 'none'];
    const found = expected === actual ? [] : [{ message: 'other hooks ran', file: 'files.json', expected, actual }];
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
    'A command that a hook refuses is not run and the model receives the reason, as it does the context and the reason to go on.',
  level: 'must',
  judge(recording) {
    const requests = modelRequests(recording);
    if (requests.length === 0) return untestable('no request to the model was recorded');
    const output = calledTools(recording)
      .map((call) => call.output?.text ?? '')
      .join('\n');
    const facts = [
      {
        what: 'file of the refused command',
        is: recording.files.some(({ path }) => path === 'refused.txt'),
        has: false,
      },
      { what: 'reason of the refusal', is: output.includes(HOOK_WORDS.refusal), has: true },
      {
        what: 'context in each request',
        is: requests.every((one) => bodyText(one).includes(HOOK_WORDS.context)),
        has: true,
      },
      {
        what: 'last text of the last request that is the reason to go on',
        is: String(contentParts(requests.at(-1)!).at(-1)?.['text']).includes(HOOK_WORDS.reason),
        has: true,
      },
    ];
    const found = facts
      .filter(({ is, has }) => is !== has)
      .map(({ what, has }) => ({
        message: has ? `no ${what}` : `a ${what}`,
        file: has ? 'model.jsonl' : 'files.json',
      }));
    return failIfAny(found, facts.length, 'effects of decisions of hooks');
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

/** The values that an input has to have, where it has the field. */
function expectedInput(recording: Recording): Readonly<Record<string, (value: unknown) => boolean>> {
  const [process] = recording.processes;
  const calls = calledTools(recording);
  const [command] = shellCalls(calls);
  const replies = new Set(
    modelRequests(recording).flatMap(({ reply }) => /"text":"(\w+)"\}\]/.exec(reply.body)?.[1] ?? []),
  );
  return {
    session_id: (value) => value === threadId(parseText(process?.stdout ?? '')),
    cwd: (value) => value === '<WORKSPACE_ROOT>',
    model: (value) => value === objectOf(modelRequests(recording)[0]?.body)['model'],
    transcript_path: (value) => recording.files.some(({ path }) => value === `<CODEX_HOME>/${path}`),
    prompt: (value) => value === HOOK_PROMPT,
    tool_use_id: (value) => calls.some(({ id }) => id === value),
    tool_input: (value) => objectOf(value)['command'] === command?.command,
    tool_response: (value) => JSON.stringify(value).includes(JSON.stringify(command?.output ?? null).slice(1, -1)),
    last_assistant_message: (value) => replies.has(String(value)),
  };
}

function differences(input: JsonObject, expected: ReturnType<typeof expectedInput>): Evidence[] {
  return Object.entries(expected)
    .filter(([field, agrees]) => input[field] != null && !agrees(input[field]))
    .map(([field]) => ({
      message: `${field} of the hook of ${eventOf(input)} differs from the turn`,
      file: 'files.json',
      actual: JSON.stringify(input[field]),
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
  const text = inputs.map((input) => `${JSON.stringify(input)}\n`).join('');
  return changeFiles((all) => [...all, { place: 'home', path: HOOK_LOG, kind: 'file', size: text.length, text }]);
}
