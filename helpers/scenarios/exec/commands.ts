import { offeredTool, rawTool, shell, tool } from '../../model/calls.ts';
import { call, callsFor, message, responds, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

const FREE = { sandbox: 'danger-full-access' } as const;

/** Shell commands that the model runs. */
export const commandScenarios = extendedScenarios(import.meta.url, {
  'exec/command/succeeds': {
    about: 'The model runs a command that succeeds, and then sends a message.',
    breaks: ['writes-nothing'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo hello')), says('done')],
    play: ({ exec }) => exec(['Say hello.'], FREE),
  },
  'exec/command/succeeds-for-catalogue-model': {
    about: 'The default model of the binary runs a command that succeeds, and then sends a message.',
    breaks: ['writes-nothing', 'unknown-model', 'asked-settings'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo hello')), says('done')],
    play: ({ exec }) => exec(['Say hello.'], { ...FREE, model: null }),
  },
  'exec/command/fails': {
    about: 'The model runs a command with output on both streams and exit code 3.',
    breaks: ['read-only'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo out; echo err >&2; exit 3')), says('it failed')],
    play: ({ exec }) => exec(['Fail.'], FREE),
  },
  'exec/command/two-at-once': {
    about: 'The model calls two commands in one response.',
    breaks: ['read-only'],
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo one'), shell('sleep 0.3; echo two')), says('done')],
    play: ({ exec }) => exec(['Do both.'], FREE),
  },
  'exec/command/output-without-text': {
    about: 'A command prints bytes that are not UTF-8, and a NUL.',
    breaks: ['read-only'],
    shows: ['command-ends'],
    model: [callsFor(shell(String.raw`printf 'a\377\376\000b\n'`)), says('done')],
    play: ({ exec }) => exec(['Print bytes.'], FREE),
  },
  'exec/command/large-output': {
    about: 'A command prints 3 MB.',
    breaks: ['read-only'],
    shows: ['command-ends'],
    model: [callsFor(shell('yes 0123456789abcde | head -c 3000000')), says('done')],
    play: ({ exec }) => exec(['Print much.'], FREE),
  },
  'exec/command/outlives-turn': {
    about: 'A command is still running, or has timed out, when the model ends the turn.',
    breaks: ['read-only', 'turn-outlasts-commands'],
    shows: ['command-ends'],
    model: [callsFor(shell('echo started; sleep 99.5', { yieldMs: 500, timeoutMs: 500 })), says('done')],
    play: ({ exec }) => exec(['Start it.'], FREE),
  },
  'exec/command/typed-into': {
    about: 'The model starts a command that reads stdin, and writes a line to it if the binary offers a tool for that.',
    breaks: ['read-only'],
    shows: ['command-ends'],
    idle: true,
    model: [
      callsFor(tool('exec_command', { cmd: 'read -r line; echo "got $line"', tty: true, yield_time_ms: 300 })),
      (request) => {
        const id = /session ID (\d+)/.exec(JSON.stringify(request.body.input))?.[1] ?? '0';
        return callsFor(tool('write_stdin', { session_id: Number(id), chars: 'hello\n', yield_time_ms: 3000 }))(
          request,
        );
      },
      says('done'),
    ],
    play: ({ exec }) => exec(['Type.'], FREE),
  },
  'exec/command/denied-by-sandbox': {
    about: 'In a read-only sandbox one command tries to write a file, and another prints a line.',
    shows: ['known-commands', 'command-ends'],
    model: [callsFor(shell('echo x > denied.txt')), callsFor(shell('echo readable')), says('done')],
    play: ({ exec }) => exec(['Write.'], { sandbox: 'read-only' }),
  },
  'exec/command/asks-for-escalation': {
    about: 'The model asks to run a command outside the sandbox, and no approval is possible.',
    shows: ['further-requests'],
    model: [callsFor(shell('touch escalated.txt', { escalate: true })), says('done')],
    play: ({ exec }) => exec(['Escalate.'], { sandbox: 'read-only' }),
  },
  'exec/command/unusable-calls': {
    about: 'The model calls an unknown tool, a tool with arguments that are not JSON, and a tool that asks the user.',
    breaks: ['read-only'],
    shows: ['further-requests'],
    model: [
      callsFor(tool('no_such_tool', { a: 1 })),
      responds([call(rawTool('exec_command', '{"cmd": ')), message('hm')]),
      callsFor(offeredTool('request_user_input', { questions: [] })),
      says('done'),
    ],
    play: ({ exec }) => exec(['Call anything.'], FREE),
  },
});
