import { alter, doubles, lines, matches, parsed } from './alter.ts';
import { withoutItem } from './exec-items.ts';
import type { Lies } from './lie.ts';

const COMMAND = { item: { type: 'command_execution' } };
const FAILED = { type: 'item.completed', item: { type: 'command_execution', exit_code: 3 } };
const DONE = { type: 'item.completed', item: { type: 'command_execution' } };

const CHECK = /^exec\/(?:commands?|items?)\//;
const OUTPUT = /output/;

/** False events of commands. */
export const execCommandLies: Lies = {
  'another command is shown than runs': {
    scenarios: ['exec/command/succeeds'],
    check: CHECK,
    evidence: /hallo|command/,
    exec: { stdout: lines(alter(COMMAND, { item: { command: swap('hello', 'hallo') } })) },
  },
  'exit code 3 is reported as 0': {
    scenarios: ['exec/command/fails'],
    check: CHECK,
    evidence: /exit.code|exited/i,
    exec: { stdout: lines(alter(FAILED, { item: { exit_code: 0, status: 'completed' } })) },
  },
  'exit code 3 is reported as 4': {
    scenarios: ['exec/command/fails'],
    check: CHECK,
    evidence: /exit.code|exited/i,
    exec: { stdout: lines(alter(FAILED, { item: { exit_code: 4 } })) },
  },
  'a failed command is reported as completed': {
    scenarios: ['exec/command/fails'],
    check: CHECK,
    evidence: /status|completed/,
    exec: { stdout: lines(alter(FAILED, { item: { status: 'completed' } })) },
  },
  'the output of two commands is swapped': {
    scenarios: ['exec/command/two-at-once'],
    check: CHECK,
    evidence: OUTPUT,
    exec: {
      stdout: lines(
        alter({ item: { aggregated_output: /./, command: /one/ } }, { item: { aggregated_output: 'two\n' } }),
        alter({ item: { aggregated_output: /./, command: /two/ } }, { item: { aggregated_output: 'one\n' } }),
      ),
    },
  },
  'the output ends after its first line': {
    scenarios: ['exec/command/fails'],
    check: CHECK,
    evidence: OUTPUT,
    exec: { stdout: lines(alter(DONE, { item: { aggregated_output: (text: string) => text.split('\n')[0] } })) },
  },
  'the output is empty': {
    scenarios: ['exec/command/succeeds'],
    check: CHECK,
    evidence: OUTPUT,
    exec: { stdout: lines(alter(DONE, { item: { aggregated_output: '' } })) },
  },
  'a command is not reported': {
    scenarios: ['exec/command/two-at-once'],
    check: CHECK,
    exec: { stdout: withoutItem({ item: { command: /two/ } }) },
  },
  'a command is completed twice': {
    scenarios: ['exec/command/succeeds'],
    check: /^exec\/items\//,
    exec: { stdout: doubles(DONE) },
  },
  'a command starts only when it is over': {
    scenarios: ['exec/told/while-running'],
    check: /^exec\/events\//,
    evidence: /item\.started.*late/,
    exec: late({ type: 'item.started' }),
  },
  'all events come at the end': {
    scenarios: ['exec/command/two-at-once'],
    check: /^exec\/(?:items|commands|events|stdout|thread)\//,
    evidence: /before|while|late|request|at the end|happen/,
    exec: late({}),
  },
};

/** A mapper that writes another text in the place of one. */
function swap(from: string, to: string): (text: string) => string {
  return (text) => text.replaceAll(from, to);
}

/** Holds the matching events back until codex has exited, and then writes them before the rest. */
function late(pattern: unknown): { stdout: (line: string) => string | null; atEnd: () => string | undefined } {
  const held: string[] = [];
  let isHolding = false;
  return {
    stdout(line) {
      isHolding ||= matches(parsed(line), pattern);
      if (!isHolding) return line;
      held.push(`${line}\n`);
      return null;
    },
    atEnd: () => (held.length === 0 ? undefined : held.join('')),
  };
}
