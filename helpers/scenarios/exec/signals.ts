import { carriesItem } from '../../exec/events.ts';
import type { RunningExec } from '../../exec/drive.ts';
import type { ParsedLine } from '../../exec/parser.ts';
import { shell } from '../../model/calls.ts';
import { callsFor, hangs, message, says } from '../../model/responses.ts';
import { extendedScenarios, type ExtendedScenario } from '../dsl/extended-scenarios.ts';

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

function aboutOf(signal: NodeJS.Signals): string {
  return `Codex gets ${signal}: while the model is streaming, and while a command is running.`;
}

function signalledTwice(signal: NodeJS.Signals): ExtendedScenario['play'] {
  const act = (running: RunningExec): void => running.signal(signal);
  return async ({ exec }) => {
    await exec(['Speak.'], { onLine: once('item.completed', 'agent_message', act) });
    await exec(['Sleep.'], {
      sandbox: 'danger-full-access',
      onLine: once('item.started', 'command_execution', act),
    });
  };
}

/** A signal that ends codex at once. */
function ending(signal: NodeJS.Signals, command: string): ExtendedScenario {
  return {
    about: aboutOf(signal),
    breaks: ['succeeds', 'turn-uncut', 'no-extra-requests', 'session-per-thread', 'read-only'],
    shows: ['command-starts'],
    model: [hangs([message('let me see')]), callsFor(shell(command)), says('done')],
    play: signalledTwice(signal),
  };
}

/** Signals, and a reader that closes stdout. */
export const signalScenarios = extendedScenarios(import.meta.url, {
  'exec/signals/interrupt': {
    about: aboutOf('SIGINT'),
    breaks: ['turn-completes', 'turn-uncut', 'no-extra-requests', 'read-only'],
    shows: ['command-starts'],
    idle: true,
    model: [hangs([message('let me see')]), callsFor(shell('sleep 98.5')), says('done')],
    play: signalledTwice('SIGINT'),
  },
  'exec/signals/terminate': ending('SIGTERM', 'sleep 97.5'),
  'exec/signals/hangup': ending('SIGHUP', 'sleep 96.5'),
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
