import { alter, answering, at, DELETE, drops, inTurn, lines, matches, parsed } from './alter.ts';
import type { Lies } from './lie.ts';
import { crossed } from './wire-threads.ts';

const LISTED = ['app-server/threads/listed'];
const SETTINGS = ['app-server/turns/settings'];
const OF_SETTINGS = /^(?:app-server\/settings|run\/model)\//;

/** False lives of threads, ignored settings of turns, and messages of a turn in another order. */
export const wireLifeLies: Lies = {
  'a thread is archived in name only': {
    scenarios: LISTED,
    check: /^app-server\/threads?\//,
    evidence: /list|archived/,
    server: pretending('thread/archive', 'thread/read', {}),
  },
  'an unarchived thread stays archived': {
    scenarios: LISTED,
    check: /^app-server\/threads?\//,
    evidence: /list|archived/,
    server: pretending('thread/unarchive', 'thread/read'),
  },
  'an archived thread is listed among the others': {
    scenarios: LISTED,
    check: /^app-server\/threads?\//,
    evidence: /list/,
    server: answering('thread/list', { data: remembering() }),
  },
  'a page of threads is left out': {
    scenarios: LISTED,
    check: /^app-server\/(?:threads?|queries)\//,
    evidence: /page|list/,
    server: answering('thread/list', { nextCursor: null }),
  },
  'a page of turns repeats the one before': {
    scenarios: LISTED,
    check: /^app-server\/(?:history|threads?|queries)\//,
    evidence: /page|list/,
    server: answering('thread/turns/list', { data: remembering() }, [2, 3]),
  },
  'the new name of a thread is another': {
    scenarios: ['app-server/threads/kept'],
    check: /^app-server\/threads?\//,
    evidence: /name/i,
    server: {
      stdout: lines(alter({ method: 'thread/name/updated' }, { params: { threadName: 'another name' } })),
    },
  },
  'another thread is reported as archived': {
    scenarios: ['app-server/threads/kept'],
    check: /^app-server\/(?:threads?|ids)\//,
    evidence: /archived/,
    server: {
      stdout: lines(
        alter({ method: 'thread/archived' }, { params: { threadId: '01999999-0000-7000-8000-000000000000' } }),
      ),
    },
  },
  'a thread is archived and nothing says so': {
    scenarios: ['app-server/threads/kept'],
    check: /^app-server\/threads?\//,
    evidence: /archived/,
    server: { stdout: drops({ method: 'thread/archived' }) },
  },
  'a thread is unsubscribed twice': {
    scenarios: ['app-server/threads/kept'],
    check: /^app-server\/threads?\//,
    evidence: /subscribe/i,
    server: answering('thread/unsubscribe', { status: 'unsubscribed' }),
  },
  'a rollback takes nothing back': {
    scenarios: ['app-server/threads/rollback'],
    check: /^app-server\/(?:rollback|threads?|history)\//,
    server: pretending('thread/rollback', 'thread/read'),
  },
  'the items of two threads are crossed': {
    scenarios: ['app-server/threads/two-at-once'],
    check: /^app-server\/(?:threads?|ids?|turn|items?)\//,
    server: { stdout: crossed({ method: 'item/completed', params: { item: { type: 'agentMessage' } } }) },
  },
  'a turn is completed before its reply': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: /^app-server\/(?:turn|items?)\//,
    server: { stdout: afterEnd({ method: 'item/completed', params: { item: { type: 'agentMessage' } } }) },
  },
  'deltas name the message before': {
    scenarios: ['app-server/items/thoughts'],
    check: /^app-server\/(?:ids|items?)\//,
    evidence: /delta|piece/,
    server: { stdout: namingBefore() },
  },
  'the input of a steer is another': {
    scenarios: ['app-server/turns/steer'],
    check: /^app-server\/(?:steer|items?)\//,
    server: {
      stdin: lines(alter({ method: 'turn/steer' }, { params: { input: () => [{ type: 'text', text: 'Say four.' }] } })),
    },
  },
  'a steer is accepted for another turn': {
    scenarios: ['app-server/turns/steer'],
    check: /^app-server\/(?:steer|ids|turn)\//,
    evidence: /turn/,
    server: answering('turn/steer', { turnId: '01999999-0000-7000-8000-000000000000' }),
  },
  'a completed turn is reported as interrupted': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: /^app-server\/(?:turn|interrupts?)\//,
    evidence: /interrupted/,
    server: {
      stdout: lines(
        alter(
          { method: 'turn/completed', params: { turn: { status: 'completed' } } },
          { params: { turn: { status: 'interrupted' } } },
          [2],
        ),
      ),
    },
  },
  'the model of a turn is ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /model/,
    server: ignoring('model'),
  },
  'the effort of a turn is ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /effort/,
    server: ignoring('effort'),
  },
  'the folder of a turn is ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /cwd/,
    server: ignoring('cwd'),
  },
  'the sandbox of a turn is ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /sandbox/,
    server: ignoring('sandboxPolicy'),
  },
  'the output schema of a turn is ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /schema/i,
    server: ignoring('outputSchema'),
  },
  'the base instructions are ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /baseInstructions/,
    server: ignoring('baseInstructions'),
  },
  'the developer instructions are ignored': {
    scenarios: SETTINGS,
    check: OF_SETTINGS,
    evidence: /developerInstructions/,
    server: ignoring('developerInstructions'),
  },
  'the provider reports limits that it did not send': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: /^app-server\/account\//,
    server: {
      stdout: lines(
        alter(
          { method: 'account/rateLimits/updated' },
          {
            params: { rateLimits: { primary: { usedPercent: 99, windowDurationMins: 300, resetsAt: 2_000_000_000 } } },
          },
        ),
      ),
    },
  },
  'a server of tools is reported as failed': {
    scenarios: ['app-server/tools/elicitation'],
    check: /^app-server\/mcp\//,
    evidence: /status|failed|ready/,
    server: {
      stdout: lines(
        alter(
          { method: 'mcpServer/startupStatus/updated', params: { status: 'ready' } },
          { params: { status: 'failed', error: 'no such program' } },
        ),
      ),
    },
  },
  'an account is reported where there is none': {
    scenarios: ['app-server/queries/read-only'],
    check: /^app-server\/account\//,
    server: answering('account/read', { account: () => ({ type: 'apiKey' }) }),
  },
  'an unknown method is refused as an internal error': {
    scenarios: ['app-server/requests/refused'],
    check: /^app-server\/error\//,
    evidence: /-32603/,
    server: { stdout: lines(alter({ error: { code: -32_600 } }, { error: { code: -32_603 } })) },
  },
};

/** Sends another request instead, and responds as if it had been the first. */
function pretending(
  method: string,
  instead: string,
  result?: object,
): { stdin: (line: string) => string; stdout: (line: string) => string } {
  const asked = new Set<unknown>();
  return {
    stdin(line) {
      const message = parsed(line);
      if (!matches(message, { method })) return line;
      asked.add(at(message, 'id'));
      return lines(alter({ method }, { method: instead, params: { numTurns: DELETE } }))(line);
    },
    stdout(line) {
      const message = parsed(line);
      const isAnswer = at(message, 'method') === undefined && asked.has(at(message, 'id'));
      return isAnswer && result !== undefined
        ? lines(alter({ id: at(message, 'id') }, { result: () => result }))(line)
        : line;
    },
  };
}

/** Lists also what was listed before. */
function remembering(): (data: readonly unknown[]) => readonly unknown[] {
  let first: readonly unknown[] | undefined;
  return (data) => {
    first ??= data;
    return first;
  };
}

function ignoring(field: string): { stdin: (line: string) => string } {
  return {
    stdin: inTurn(
      lines(alter({ method: 'turn/start' }, { params: { [field]: DELETE } })),
      lines(alter({ method: 'thread/start' }, { params: { [field]: DELETE } })),
    ),
  };
}

/** Writes the first message that matches after the end of its turn. */
function afterEnd(pattern: unknown): (line: string) => string | null {
  let held: string | undefined;
  return (line) => {
    const message = parsed(line);
    if (held === undefined && matches(message, pattern)) {
      held = line;
      return null;
    }
    if (held === undefined || !matches(message, { method: 'turn/completed' })) return line;
    const both = `${line}\n${held}`;
    held = '';
    return both.trimEnd();
  };
}

/** Writes the deltas of a message with the id of the message before. */
function namingBefore(): (line: string) => string {
  const ids: string[] = [];
  return (line) => {
    const message = parsed(line);
    const started = matches(message, { method: 'item/started', params: { item: { type: 'agentMessage' } } });
    if (started) ids.push(String(at(message, 'params', 'item', 'id')));
    const [before, now] = ids.slice(-2);
    if (before === undefined || now === undefined || !matches(message, { method: 'item/agentMessage/delta' }))
      return line;
    return line.replace(now, before);
  };
}
