import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { factKey, type KeyParts, keyText, parseKey } from '../../../../helpers/versions/facts/fact-key.ts';
import { SUITE_ROOT } from '../../../../helpers/util/suite-root.ts';

test.for<readonly [string, KeyParts]>([
  ['exec turn.completed .usage.input_tokens', { area: 'exec', subject: 'turn.completed', path: '.usage.input_tokens' }],
  ['exec process 2 life mcp_tool_call', { area: 'exec', process: 2, role: 'life', subject: 'mcp_tool_call' }],
  [
    'exec process 1 count item.started(todo_list)',
    { area: 'exec', process: 1, subject: 'item.started', path: '.item<todo_list>', aspect: 'count' },
  ],
  [
    'wire process 1 text of error-answer turn/start',
    { area: 'wire', process: 1, role: 'error-answer', subject: 'turn/start', aspect: 'text of' },
  ],
  ['process * exit-code', { area: 'process', process: '*', subject: 'exit-code' }],
  [
    'process 1 stderr line could not read .codex/config.toml',
    { area: 'process', process: 1, role: 'stderr line', subject: 'could not read .codex/config.toml' },
  ],
  ['process 1 stderr line value = 3', { area: 'process', process: 1, role: 'stderr line', subject: 'value = 3' }],
  ['model body .input[].content', { area: 'model', subject: 'body', path: '.input[].content' }],
  [
    'schema client request turn/start .params.model = a b',
    { area: 'schema', role: 'client request', subject: 'turn/start', path: '.params.model = a b' },
  ],
  ['schema sent type Mode = on', { area: 'schema', role: 'sent type', subject: 'Mode', path: '= on' }],
  [
    'files codex_home .tmp/git-<ID>/HEAD field a',
    { area: 'files', role: 'codex_home', subject: '.tmp/git-<ID>/HEAD', aspect: 'field a' },
  ],
  ['help exec.flag.json', { area: 'help', subject: 'exec.flag.json' }],
])('reads and prints %s', ([text, parts]) => {
  for (const [whole, key] of [
    [text, factKey(parts)],
    [`in exec/runs/as-shipped: ${text}`, factKey({ ...parts, scope: 'exec/runs/as-shipped' })],
  ] as const) {
    expect(parseKey(whole)).toEqual(key);
    expect(keyText(key)).toBe(whole);
  }
});

test('rejects a text that begins with no area', () => {
  expect(['turn.completed', '', 'in exec/a: nothing', '*'].map(parseKey)).toEqual([null, null, null, null]);
});

test('reads the keys in docs/diff.md', () => {
  const rows = readFileSync(join(SUITE_ROOT, 'docs/diff.md'), 'utf8').match(/^\| `(?:exec|in|schema) .*$/gm) ?? [];
  const keys = rows.map((row) => /`(.*?)`/.exec(row)![1]!);
  expect(keys.length).toBeGreaterThan(5);
  for (const key of keys) expect(keyText(parseKey(key)!)).toBe(key);
});
