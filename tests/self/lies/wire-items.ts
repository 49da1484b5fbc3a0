import { alter, doubles, drops, inTurn, lines, matches, parsed } from './alter.ts';
import type { Lies } from './lie.ts';

const ITEMS = /^app-server\/(?:items?|turn)\//;
const DELTA = { method: 'item/agentMessage/delta' };
const COMPLETED = { method: 'item/completed' };

const FAILED = { ...COMPLETED, params: { item: { type: 'commandExecution', exitCode: 3 } } };

interface Change {
  readonly path: string;
  readonly diff: string;
}

/** False items of turns. */
export const wireItemLies: Lies = {
  'exit code 3 of an item is 0': {
    scenarios: ['app-server/items/command'],
    check: ITEMS,
    evidence: /exit.?code|exited/i,
    server: { stdout: lines(alter(FAILED, { params: { item: { exitCode: 0, status: 'completed' } } })) },
  },
  'the status of a failed item is completed': {
    scenarios: ['app-server/items/command'],
    check: ITEMS,
    evidence: /status|completed/,
    server: { stdout: lines(alter(FAILED, { params: { item: { status: 'completed' } } })) },
  },
  'the output of two items is swapped': {
    scenarios: ['app-server/items/command'],
    check: ITEMS,
    evidence: /output/i,
    server: {
      stdout: lines(output(/echo one/, 'two\nthree\n'), output(/echo two/, 'one\n')),
    },
  },
  'the output of an item ends early': {
    scenarios: ['app-server/items/command'],
    check: ITEMS,
    evidence: /output/i,
    server: { stdout: lines(output(/echo two/, 'two\n')) },
  },
  'an item shows another command': {
    scenarios: ['app-server/items/command'],
    check: ITEMS,
    evidence: /echo won/,
    server: { stdout: (line) => line.replaceAll('echo one', 'echo won') },
  },
  'an item runs in another folder': {
    scenarios: ['app-server/items/command'],
    check: ITEMS,
    evidence: /cwd|elsewhere/,
    server: {
      stdout: lines(
        alter(
          { params: { item: { type: 'commandExecution' } } },
          { params: { item: { cwd: (cwd: string) => `${cwd}/elsewhere` } } },
        ),
      ),
    },
  },
  'a user message has another text': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    evidence: /Say (?:won|one)/,
    server: { stdout: (line) => line.replaceAll('Say one.', 'Say won.') },
  },
  'deltas make another text': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    evidence: /delta/,
    server: { stdout: lines(alter(DELTA, { params: { delta: (text: string) => text.replace('e', 'ce') } })) },
  },
  'no deltas are sent': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    evidence: /delta/,
    server: { stdout: drops(DELTA) },
  },
  'one delta is not sent': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    evidence: /delta/,
    server: { stdout: drops(DELTA, [3]) },
  },
  'a reply has another text everywhere': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    evidence: /once/,
    server: {
      stdout: inTurn(lines(alter({ ...DELTA, params: { delta: 'e' } }, { params: { delta: 'ce' } })), (line) =>
        line.replaceAll('"text":"one"', '"text":"once"'),
      ),
    },
  },
  'a summary of reasoning has another text': {
    scenarios: ['app-server/items/thoughts'],
    check: ITEMS,
    evidence: /Think/,
    server: { stdout: (line) => line.replaceAll(' hard.', ' hardly.') },
  },
  'an item has another query of a web search': {
    scenarios: ['app-server/items/thoughts'],
    check: ITEMS,
    evidence: /query|code x/,
    server: { stdout: (line) => line.replaceAll('"query":"codex"', '"query":"code x"') },
  },
  'a step of the plan has another status': {
    scenarios: ['app-server/items/thoughts'],
    check: /^app-server\/(?:items?|turn|plan)\//,
    evidence: /plan|step|status/,
    server: {
      stdout: lines(alter({ method: 'turn/plan/updated' }, { params: { plan: (plan: object[]) => plan.map(done) } })),
    },
  },
  'a patch has another diff': {
    scenarios: ['app-server/items/patch'],
    check: ITEMS,
    evidence: /diff|won/,
    server: { stdout: changing(({ diff, ...rest }) => ({ ...rest, diff: diff.replace('one', 'won') })) },
  },
  'a patch has another path': {
    scenarios: ['app-server/items/patch'],
    check: ITEMS,
    evidence: /path|z\.txt/,
    server: { stdout: changing((change) => ({ ...change, path: change.path.replace('a.txt', 'z.txt') })) },
  },
  'an added file is reported as deleted': {
    scenarios: ['app-server/items/patch'],
    check: ITEMS,
    evidence: /kind|delete/,
    server: { stdout: (line) => line.replaceAll('"kind":{"type":"add"}', '"kind":{"type":"delete"}') },
  },
  'a declined patch is reported as applied': {
    scenarios: ['app-server/approvals/patch'],
    check: /^app-server\/(?:items?|approvals?)\//,
    evidence: /status|completed|declin/,
    server: {
      stdout: lines(
        alter(
          { ...COMPLETED, params: { item: { type: 'fileChange', status: 'declined' } } },
          { params: { item: { status: 'completed' } } },
        ),
      ),
    },
  },
  'the diff of a turn has another text': {
    scenarios: ['app-server/items/patch'],
    check: /^app-server\/(?:items?|turn|diff)\//,
    evidence: /diff/,
    server: {
      stdout: lines(
        alter({ method: 'turn/diff/updated' }, { params: { diff: (diff: string) => diff.replace('+one', '+won') } }),
      ),
    },
  },
  'the result of a tool has another text': {
    scenarios: ['app-server/tools/elicitation'],
    check: ITEMS,
    evidence: /result|blew/,
    server: {
      stdout: lines(
        alter(
          { ...COMPLETED, params: { item: { type: 'mcpToolCall' } } },
          { params: { item: { result: { content: [{ type: 'text', text: 'accept {"colour":"blew"}' }] } } } },
        ),
      ),
    },
  },
  'an item is completed twice': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    server: { stdout: doubles({ ...COMPLETED, params: { item: { type: 'agentMessage' } } }) },
  },
  'an item of an earlier turn is completed again': {
    scenarios: ['app-server/turns/two-in-one-thread'],
    check: ITEMS,
    server: { stdout: again({ ...COMPLETED, params: { item: { type: 'agentMessage' } } }) },
  },
  'the text of a review is another': {
    scenarios: ['app-server/review/inline'],
    check: /^app-server\/(?:items?|turn|review)\//,
    evidence: /review|well/i,
    server: { stdout: (line) => line.replaceAll('"review":"All is well."', '"review":"All is wrong."') },
  },
};

function output(command: RegExp, text: string): (value: unknown) => unknown {
  return alter(
    { ...COMPLETED, params: { item: { type: 'commandExecution', command } } },
    { params: { item: { aggregatedOutput: text } } },
  );
}

function done(step: object): object {
  return { ...step, status: 'completed' };
}

function changing(map: (change: Change) => Change): (line: string) => string {
  return lines(
    alter(
      { params: { item: { type: 'fileChange' } } },
      { params: { item: { changes: (all: readonly Change[]) => all.map(map) } } },
    ),
  );
}

/** Writes the first matching message once more, before the second. */
function again(pattern: unknown): (line: string) => string {
  let first: string | undefined;
  let isDone = false;
  return (line) => {
    if (isDone || !matches(parsed(line), pattern)) return line;
    if (first === undefined) {
      first = line;
      return line;
    }
    isDone = true;
    return `${first}\n${line}`;
  };
}
