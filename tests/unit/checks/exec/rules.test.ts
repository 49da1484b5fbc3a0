import { expect, test } from 'vitest';
import { checksOf } from '../../../../helpers/scenarios/catalog.ts';
import { judge } from '../../../../helpers/checks/judge.ts';
import { CHECKS } from '../../../../helpers/scenarios/catalog.ts';
import type { Violation } from '../../../../helpers/checks/stream-rule.ts';
import { createParser } from '../../../../helpers/exec/parser.ts';
import { EXEC_FAILED, EXEC_ITEMS } from '../exec-samples.ts';
import { EXEC_PERSISTENT } from '../samples.ts';

/** What the rule of a check finds in bytes. */
function violationsIn(id: string, bytes: Buffer): Violation[] {
  const rule = CHECKS.find((check) => check.id === id)!.rule!;
  if (rule.language !== 'exec') throw new Error(`${id} is no rule on exec streams`);
  const parser = createParser();
  const judging = rule.start();
  const lines = [...parser.push(bytes), ...parser.end()];
  return [...lines.flatMap((line) => judging.see(line)), ...judging.end()];
}

function faultsInText(id: string, ...lines: readonly string[]): string[] {
  return violationsIn(id, Buffer.from(lines.map((line) => `${line}\n`).join(''))).map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

const COMPLETED = '{"type":"turn.completed","usage":{"input_tokens":1,"cached_input_tokens":0,"output_tokens":1}}';

function item(event: string, id: string, rest: object): string {
  return JSON.stringify({ type: `item.${event}`, item: { id, ...rest } });
}

test('invalid UTF-8 fails JSON Lines', () => {
  const bytes = Buffer.concat([Buffer.from('{"type":"x","a":"'), Buffer.from([0xff]), Buffer.from('"}\n')]);
  expect(violationsIn('exec/stdout/jsonl-only', bytes)).toEqual([
    { message: 'bytes that are not UTF-8', line: 1, actual: '{"type":"x","a":"\uFFFD"}' },
  ]);
});

test('the two ids of a web search are found', () => {
  const search = '{"type":"item.completed","item":{"id":"item_0","type":"web_search","id":"ws_1","query":"q"}}';
  expect(faultsInText('exec/stdout/distinct-keys', search, COMPLETED)).toEqual(['1: repeated keys: item.id']);
});

test('each item that is open when the turn completes is named', () => {
  const running = { type: 'web_search', query: '' };
  const lines = [item('started', 'item_0', running), item('started', 'item_1', running), COMPLETED];
  expect(faultsInText('exec/items/completed-by-end-of-turn', ...lines)).toEqual([
    '3: items without item.completed: item_0, item_1',
  ]);
  expect(faultsInText('exec/items/completed-by-end-of-turn', ...lines.slice(0, 2))).toEqual([]);
});

test('ids in another order are in another order, and unique', () => {
  const lines = ['item_1', 'item_0', 'item_2'].map((id) => item('completed', id, { type: 'error', message: 'm' }));
  expect(faultsInText('exec/items/sequential-ids', ...lines)).toEqual([
    '1: id item_1, expected item_0',
    '2: id item_0, expected item_2',
  ]);
  expect(faultsInText('exec/items/unique-ids', ...lines)).toEqual([]);
});

test('a command that was declined needs no exit code', () => {
  const declined = { type: 'command_execution', command: 'rm', aggregated_output: '', status: 'declined' };
  expect(faultsInText('exec/items/exit-code-fits-status', item('completed', 'item_0', declined))).toEqual([]);
});

test('an idle process hides no failure of another', () => {
  const [first] = EXEC_ITEMS.processes;
  const recording = { ...EXEC_PERSISTENT, processes: [first!, EXEC_PERSISTENT.processes[1]!] };
  const check = CHECKS.find(({ id }) => id === 'exec/items/started-once')!;
  expect(judge(check, recording).evidence).toEqual([{ message: '3 starts of items, all valid' }]);
});

test('a correct failed turn fails checks of a good turn only', () => {
  const failed = checksOf(EXEC_FAILED).map((check) => judge(check, EXEC_FAILED));
  expect(failed.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([
    'exec/turn/completes',
    'turn/reply/exact',
  ]);
});
