import { expect, test } from 'vitest';
import { nearest } from '../../../../helpers/util/text/nearest.ts';

const CANDIDATES = ['run', 'record', 'list', 'codex', 'expected_reply'];

test.for([
  ['rn', 'run'],
  ['lsit', 'list'],
  ['rnu', 'run'],
  ['ur', undefined],
  ['lst', 'list'],
  ['recrod', 'record'],
  ['codecs', 'codex'],
  ['rec', 'record'],
  ['expectedreply', 'expected_reply'],
  ['r', undefined],
  ['nix', undefined],
  ['replay', undefined],
  [`codex${'x'.repeat(60)}`, undefined],
] as const)('for %s the nearest is %s', ([word, meant]) => {
  expect(nearest(word, CANDIDATES)).toBe(meant);
});

test('prefers the first prefix and the smaller distance', () => {
  expect([nearest('turn', ['turn1', 'turn2']), nearest('recordss', ['recorders', 'records'])]).toEqual([
    'turn1',
    'records',
  ]);
});
