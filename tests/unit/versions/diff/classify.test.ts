import { expect, test } from 'vitest';
import { classifyDifference } from '../../../../helpers/versions/diff/classify.ts';
import { parseKey } from '../../../../helpers/versions/facts/fact-key.ts';
import type { FactKind } from '../../../../helpers/versions/facts/fact.ts';

test.for<readonly [FactKind, string, string | null, string | null, string]>([
  ['event', 'exec error', 'seen', null, 'breaking, stream parsers: no longer sent: clients that wait for it will hang'],
  ['field', 'wire answer a .b', 'string', 'null|string', 'breaking, app-server clients: field can now be null'],
  ['word', 'schema sent type Mode = on', null, 'there', 'additive, app-server clients: clients may send a new value'],
  [
    'word',
    'schema received type Mode = on',
    null,
    'there',
    'additive, app-server clients: new value: exhaustive matches fail',
  ],
  ['file', 'files codex_home a', null, 'file', 'additive, operators: new file or folder in CODEX_HOME'],
  ['file', 'in exec/a: files workspace a', null, 'file', 'breaking, operators: new file or folder outside CODEX_HOME'],
  [
    'flag',
    'help layout.bin/codex',
    'offered',
    null,
    'breaking, CLI callers: no longer packaged with the binary: programs that look for it fail',
  ],
  ['flag', 'help exec.flag.json', 'offered', null, 'breaking, CLI callers: command lines that use it are rejected'],
  [
    'life',
    'in exec/a: exec process 1 life todo_list',
    'started > completed',
    'started',
    'breaking, stream parsers: a started item is not always completed',
  ],
  [
    'outcome',
    'in exec/a: process 1 stderr',
    'empty',
    'ERROR',
    'cosmetic, operators: stderr changed: affects callers that treat output there as failure',
  ],
  ['outcome', 'in exec/a: process 1 stderr', 'empty', 'PANIC', 'breaking, operators: now panics'],
  ['outcome', 'in exec/a: model violation x', 'seen', null, 'additive, model providers: a defect is fixed'],
])('classifies %s %s, %s to %s', ([kind, key, before, after, meaning]) => {
  const evidence = { before: null, after: null };
  const difference = classifyDifference({ kind, key: parseKey(key)!, before, after, evidence });
  expect(`${difference.class}, ${difference.affects}: ${difference.reason}`).toBe(meaning);
});
