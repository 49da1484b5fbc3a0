import { expect, test } from 'vitest';
import { flagKey } from '../../../../helpers/versions/upgrade/flag-key.ts';

test('a command line leads to the fact of its help', () => {
  const calls = [
    'exec --json',
    'codex exec  --json',
    'exec resume --last',
    'app-server --listen',
    'exec resume',
    'mcp',
  ];
  expect(calls.map(flagKey)).toEqual([
    'help exec.flag.json',
    'help exec.flag.json',
    'help resume.flag.last',
    'help app-server.flag.listen',
    'help exec.command.resume',
    'help command.mcp',
  ]);
});

test('what no known help shows leads nowhere', () => {
  const calls = ['', '--model', 'exec -C', 'mcp --json', 'exec --json=1', 'constructor --x', 'exec resume by-id', 'é'];
  expect(calls.map(flagKey)).toEqual(calls.map(() => null));
});
