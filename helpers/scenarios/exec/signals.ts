import { carriesItem } from '../../exec/events.ts';
import type { RunningExec } from '../../exec/drive.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import { shell } from '../../model/calls.ts';
import { callsFor, hangs, message, says } from '../../model/responses.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';

/** Does something once an event of this type came for an item of this type. */
function once(event: string, item: string, act: (running: RunningExec) => void) {
  let done = false;
  return (line: ParsedLine, running: RunningExec): void => {
    if (done || line.kind !== 'event' || !carriesItem(line.event)) return;
    if (line.event.type !== event || line.event.item.type !== item) return;
    done = true;
    act(running);
  };
}

/** Signals, and a reader that closes stdout. */
export const signalScenarios = extendedScenarios(import.meta.url, {
  'exec/signals/interrupt': {
    about: 'Codex gets SIGINT: while the model is streaming, and while a command is running.',
    breaks: ['turn-completes', 'turn-uncut', 'no-extra-requests', 'read-only'],
    shows: ['command-starts'],
    idle: true,
    model: [hangs([message('let me see')]), callsFor(shell('sleep 98.5')), says('done')],
    async play({ exec }) {
      await exec(['Speak.'], {
        onLine: once('item.completed', 'agent_message', (running) => running.signal('SIGINT')),
      });
      await exec(['Sleep.'], {
        sandbox: 'danger-full-access',
        onLine: once('item.started', 'command_execution', (running) => running.signal('SIGINT')),
      });
    },
  },
  'exec/signals/terminate': {
    about: 'Codex gets SIGTERM: while the model is streaming, and while a command is running.',
    breaks: ['succeeds', 'turn-uncut', 'no-extra-requests', 'session-per-thread', 'read-only'],
    shows: ['command-starts'],
    model: [hangs([message('let me see')]), callsFor(shell('sleep 97.5')), says('done')],
    async play({ exec }) {
      await exec(['Speak.'], {
        onLine: once('item.completed', 'agent_message', (running) => running.signal('SIGTERM')),
      });
      await exec(['Sleep.'], {
        sandbox: 'danger-full-access',
        onLine: once('item.started', 'command_execution', (running) => running.signal('SIGTERM')),
      });
    },
  },
  'exec/signals/hangup': {
    about: 'Codex gets SIGHUP: while the model is streaming, and while a command is running.',
    breaks: ['succeeds', 'turn-uncut', 'no-extra-requests', 'session-per-thread', 'read-only'],
    shows: ['command-starts'],
    model: [hangs([message('let me see')]), callsFor(shell('sleep 96.5')), says('done')],
    async play({ exec }) {
      await exec(['Speak.'], {
        onLine: once('item.completed', 'agent_message', (running) => running.signal('SIGHUP')),
      });
      await exec(['Sleep.'], {
        sandbox: 'danger-full-access',
        onLine: once('item.started', 'command_execution', (running) => running.signal('SIGHUP')),
      });
    },
  },
  'exec/signals/reader-goes-away': {
    about: 'The reader of stdout closes it while a command is running.',
    breaks: ['succeeds', 'turn-uncut', 'no-extra-requests', 'writes-nothing', 'agent-messages'],
    shows: ['command-starts', 'further-requests'],
    model: [callsFor(shell('until [ -e go ]; do sleep 0.1; done; echo on')), says('done')],
    play: ({ exec, write }) =>
      exec(['Wait.'], {
        sandbox: 'danger-full-access',
        onLine: once('item.started', 'command_execution', (running) => {
          running.closeStdout();
          write('workspace', 'go', '');
        }),
      }),
  },
});
