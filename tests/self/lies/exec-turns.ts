import { alter, at, drops, lines, matches, parsed } from './alter.ts';
import type { Lies } from './lie.ts';

const USED = { type: 'turn.completed' };
const USAGE = /^exec\/usage\//;
const ERRORS = /^exec\/errors?\//;

const QUOTA = 'Quota exceeded. Check your plan and billing details.';

/** False usage, errors, exit codes and ids in the events of exec. */
export const execTurnLies: Lies = {
  'the usage is doubled': {
    scenarios: ['exec/command/fails'],
    check: USAGE,
    exec: { stdout: lines(alter(USED, { usage: (usage: Usage) => mapped(usage, (count) => 2 * count) })) },
  },
  'the output tokens are those of an earlier turn': {
    scenarios: ['exec/usage/of-resumed-turn'],
    check: USAGE,
    evidence: /output/,
    exec: {
      stdout: lines(
        alter({ usage: { output_tokens: 24 } }, { usage: { output_tokens: 2, reasoning_output_tokens: 1 } }),
      ),
    },
  },
  'the usage is that of the last response': {
    scenarios: ['exec/command/fails'],
    check: USAGE,
    exec: { stdout: lines(alter(USED, { usage: (usage: Usage) => mapped(usage, (count) => count / 2) })) },
  },
  'the cached tokens are missing': {
    scenarios: ['exec/command/succeeds'],
    check: USAGE,
    evidence: /cached/,
    exec: { stdout: lines(alter(USED, { usage: { cached_input_tokens: 0 } })) },
  },
  'the error is that of another failure': {
    scenarios: ['exec/errors/response-failed'],
    check: ERRORS,
    exec: {
      stdout: lines(
        alter({ message: /rate limit/ }, { message: QUOTA }),
        alter({ error: { message: /rate limit/ } }, { error: { message: QUOTA } }),
      ),
    },
  },
  'the error names another status': {
    scenarios: ['exec/errors/http-statuses'],
    check: ERRORS,
    evidence: /40[34]/,
    exec: { stdout: (line) => line.replaceAll('404 Not Found', '403 Forbidden') },
  },
  'a failed turn is reported as completed': {
    scenarios: ['exec/errors/response-failed'],
    check: /^exec\/(?:errors|turn|exit)\//,
    exec: { stdout: completing, exitCode: () => 0 },
  },
  'a completed turn exits with code 1': {
    scenarios: ['exec/command/succeeds'],
    check: /^exec\/exit\//,
    exec: { exitCode: () => 1 },
  },
  'a failed turn exits with code 0': {
    scenarios: ['exec/errors/response-failed'],
    check: /^exec\/(?:exit|errors)\//,
    exec: { exitCode: () => 0 },
  },
  'a retry is not reported': {
    scenarios: ['exec/retries/stream-cut-twice'],
    check: /^exec\/retries\//,
    exec: { stdout: drops({ type: 'error' }, [1]) },
  },
  'a retry is reported as a failed turn': {
    scenarios: ['exec/retries/stream-cut-twice'],
    check: /^exec\/(?:errors|turn|retries|events|exit)\//,
    exec: {
      stdout: lines(
        alter(USED, (event: object) => ({ type: 'turn.failed', error: { message: QUOTA }, ...without(event) })),
      ),
    },
  },
  'a resumed thread has another id': {
    scenarios: ['exec/usage/of-resumed-turn'],
    check: /^(?:exec\/(?:resume|session)|turn\/thread|run\/model\/ids)/,
    exec: {
      stdout: lines(alter({ type: 'thread.started' }, { thread_id: (id: string) => `${id.slice(0, -4)}beef` })),
    },
  },
};

type Usage = Readonly<Record<string, number>>;

function mapped(usage: Usage, map: (count: number) => number): Usage {
  return Object.fromEntries(Object.entries(usage).map(([name, count]) => [name, map(count)]));
}

function completing(line: string): string | null {
  const event = parsed(line);
  if (matches(event, { type: 'error' })) return null;
  if (at(event, 'type') !== 'turn.failed') return line;
  const names = [
    'input_tokens',
    'cached_input_tokens',
    'cache_write_input_tokens',
    'output_tokens',
    'reasoning_output_tokens',
  ];
  return JSON.stringify({ type: 'turn.completed', usage: Object.fromEntries(names.map((name) => [name, 0])) });
}

/** The other fields of an event than those of a completed turn. */
function without(event: object): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'type' && name !== 'usage'));
}
