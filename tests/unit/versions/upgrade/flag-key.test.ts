import { expect, test } from 'vitest';
import { keyText } from '../../../../helpers/versions/facts/fact-key.ts';
import { flagKey } from '../../../../helpers/versions/upgrade/flag-key.ts';

function textOf(call: string): string | null {
  const key = flagKey(call);
  return key === null ? null : keyText(key);
}

test('finds the help fact of a flag or command', () => {
  const calls = [
    'exec --json',
    'codex exec  --json',
    'exec resume --last',
    'app-server --listen',
    'exec resume',
    'mcp',
  ];
  expect(calls.map(textOf)).toEqual([
    'help exec.flag.json',
    'help exec.flag.json',
    'help resume.flag.last',
    'help app-server.flag.listen',
    'help exec.command.resume',
    'help command.mcp',
  ]);
});

test('rejects calls that no recorded help shows', () => {
  const calls = ['', '--model', 'exec -C', 'mcp --json', 'exec --json=1', 'constructor --x', 'exec resume by-id', 'é'];
  expect(calls.map(flagKey)).toEqual(calls.map(() => null));
});
