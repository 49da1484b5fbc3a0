import { describe, expect, test } from 'vitest';
import type { Difference } from '../../../../helpers/versions/diff/difference.ts';
import { groupDifferences } from '../../../../helpers/versions/diff/group-differences.ts';
import { parseKey } from '../../../../helpers/versions/facts/fact-key.ts';
import type { FactKind } from '../../../../helpers/versions/facts/fact.ts';

const evidence = { scenario: 'exec/a', file: 'stdout.jsonl' };

function difference(kind: FactKind, text: string, before: string | null, after: string | null = null): Difference {
  return {
    key: parseKey(text)!,
    kind,
    before,
    after,
    class: 'breaking',
    affects: 'stream parsers',
    reason: '',
    evidence: { before: evidence, after: evidence },
  };
}

function changes(...differences: readonly Difference[]): number {
  return groupDifferences({ differences, facts: { before: new Map(), after: new Map() } }).length;
}

describe('groups into one change', () => {
  test.for<readonly [string, Difference, Difference]>([
    [
      'numbers of one object that grow',
      difference('value', 'in exec/a: exec process 2 turn.completed .usage.input_tokens', '10', '20'),
      difference('value', 'in exec/b: exec process 1 turn.completed .usage.output_tokens', '2', '6'),
    ],
    [
      'orders of events',
      difference('order', 'in exec/a: wire process 1 order', 'a > b', 'b > a'),
      difference('order', 'in exec/b: wire process 1 order', 'a > c', 'c > a'),
    ],
    [
      'answers to rejected requests',
      difference(
        'text',
        'in exec/a: wire process 1 text of error-answer a/b',
        'Invalid request: unknown variant `a/b`',
        'No',
      ),
      difference(
        'text',
        'in exec/a: wire process 1 text of error-answer c/d',
        'Invalid request: unknown variant `c/d`',
        'No',
      ),
    ],
    [
      'items that are sent',
      difference('outcome', 'in exec/a: exec process 1 item-ids', null, 'item_0'),
      difference('outcome', 'in exec/b: exec process 2 item-ids', null, 'item_0'),
    ],
    [
      'processes of one scenario that end alike',
      difference('outcome', 'in exec/a: process 1 exit-code', '0', '1'),
      difference('outcome', 'in exec/a: process 2 exit-code', '0', '1'),
    ],
    [
      'a header that all scenarios lose',
      difference('header', 'model header version', 'sent'),
      difference('header', 'in exec/a: model header version', 'sent'),
    ],
    [
      'a header that two scenarios lose',
      difference('header', 'in exec/a: model header version', 'sent'),
      difference('header', 'in exec/b: model header version', 'sent'),
    ],
    [
      'tool outputs for the model',
      difference('text', 'in exec/a: model request 2 tool output 1', 'Exit code: 0', 'Chunk ID: <ID>'),
      difference('text', 'in exec/b: model request 4 tool output 2', 'Output: no', 'Chunk ID: <ID>'),
    ],
  ])('%s', ([, first, second]) => {
    expect(changes(first, second)).toBe(1);
  });
});

describe('keeps as two changes', () => {
  test.for<readonly [string, Difference, Difference]>([
    [
      'numbers that grow and numbers that fall',
      difference('value', 'in exec/a: exec process 2 turn.completed .usage.input_tokens', '10', '20'),
      difference('value', 'in exec/b: exec process 1 turn.completed .usage.input_tokens', '10', '0'),
    ],
    [
      'stderr lines that begin differently',
      difference('text', 'in exec/a: process 1 stderr line one', 'one'),
      difference('text', 'in exec/a: process 1 stderr line two', 'two'),
    ],
    [
      'exit codes of two scenarios',
      difference('outcome', 'in exec/a: process 1 exit-code', '0', '1'),
      difference('outcome', 'in exec/b: process 1 exit-code', '0', '1'),
    ],
    [
      'a process that now fails and a later one that no longer does',
      difference('outcome', 'in exec/a: process 1 exit-code', '0', '1'),
      difference('outcome', 'in exec/a: process 2 exit-code', '1', '0'),
    ],
    [
      'numbers of two events',
      difference('value', 'in exec/a: exec process 1 turn.completed .usage.input_tokens', '10', '20'),
      difference('value', 'in exec/a: exec process 1 item.completed .item.size', '10', '20'),
    ],
  ])('%s', ([, first, second]) => {
    expect(changes(first, second)).toBe(2);
  });
});

test('groups a removed method with its event and a new end', () => {
  expect(
    changes(
      difference('event', 'wire notification thread/gone', 'there'),
      difference('method', 'schema server notification thread/gone', 'there'),
      difference('outcome', 'in exec/a: process 1 exit-code', '0', '1'),
    ),
  ).toBe(1);
});
