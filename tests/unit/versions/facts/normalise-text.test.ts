import { expect, test } from 'vitest';
import { normalisePath, normaliseText } from '../../../../helpers/versions/facts/normalise-text.ts';

test.for([
  [
    'no rollout found for thread id 01999999-0000-7000-8000-000000000000 (code -32600)',
    'no rollout found for thread id <ID> (code -32600)',
  ],
  [
    '\u001B[2m2026-11-22T14:23:10.183171Z\u001B[0m \u001B[31mERROR\u001B[0m codex_app_server: oops',
    '<TIME> ERROR codex_app_server: oops',
  ],
  [
    'stream disconnected: http://127.0.0.1:45067/v1/responses, status 500',
    'stream disconnected: http://127.0.0.1:<PORT>/v1/responses, status 500',
  ],
  ['error in /root/.codex/config.toml:3', 'error in <PATH>:3'],
  ['Chunk ID: 076a16 Wall time: 0.1 seconds', 'Chunk ID: <ID> Wall time: <DURATION>'],
  ["thread 'main' (11975) panicked", "thread 'main' (<PID>) panicked"],
  ['Process running with session ID 4711', 'Process running with session ID <PID>'],
  ['error in <CODEX_HOME>/config.toml:3', 'error in <PATH>:3'],
  ['cwd <WORKSPACE_ROOT>, unknown method thread/resume', 'cwd <PATH>, unknown method thread/resume'],
  ['codex 0.98.0 took 12.5s, pid 4711, at 1795357394323', 'codex <VERSION> took <DURATION>, pid <PID>, at <TIME>'],
  ['Reconnecting... 1/2', 'Reconnecting... 1/2'],
  ['Input exceeds the maximum length of 1048576 characters', 'Input exceeds the maximum length of 1048576 characters'],
  ['two\n  lines', 'two lines'],
] as const)('normalises %j', ([text, normalised]) => {
  expect(normaliseText(text)).toBe(normalised);
});

test('cuts a long text', () => {
  expect(normaliseText('ab '.repeat(200))).toBe(`${'ab '.repeat(100)}…`);
});

test('normalises ids, times and dates in paths of files', () => {
  expect(
    [
      'sessions/2026/11/22/rollout-2026-11-22T14-23-08-01a203a3-b074-7ec1-a430-eb9482be42ed.jsonl',
      'shell_snapshots/01a203a3-b074-7ec1-a430-eb9482be42ed.tmp-1795531677906313592',
      '.git/objects/4b/825dc642cb6eb9a060e54bf8d69288fbee4904',
      'skills/.system/skill-creator/SKILL.md',
      'tmp/arg0/codex-arg062da6s/apply_patch',
      '.tmp/git-yO0pyc/HEAD',
      'skills/git-commit/HEAD',
      '.tmp9fQzAb',
      'codex-argument',
    ].map(normalisePath),
  ).toEqual([
    'sessions/<DATE>/rollout-<TIME>-<ID>.jsonl',
    'shell_snapshots/<ID>.tmp-<NUMBER>',
    '.git/objects/<ID>/<ID>',
    'skills/.system/skill-creator/SKILL.md',
    'tmp/arg0/codex-arg0<ID>/apply_patch',
    '.tmp/git-<ID>/HEAD',
    'skills/git-commit/HEAD',
    '.tmp<ID>',
    'codex-argument',
  ]);
});
