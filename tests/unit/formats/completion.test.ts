import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { main } from '../../../helpers/cli/main.ts';
import { fishCompletion } from '../../../helpers/formats/completion.ts';
import { capturedIo } from '../cli/captured-io.ts';

async function scriptFor(shell: string): Promise<string> {
  const io = capturedIo();
  expect([await main(['completion', shell], io), io.written.stderr]).toEqual([0, '']);
  return io.written.stdout;
}

/** What bash offers for the last of the words. */
function offered(script: string, ...words: readonly string[]): string[] {
  const ask = 'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _codex_conformance; printf "%s\\n" "${COMPREPLY[@]}"';
  const output = execFileSync('bash', ['-c', `${script}\n${ask}`, 'bash', 'codex-conformance', ...words]);
  return output.toString().split('\n').filter(Boolean);
}

test('bash completes commands, options and choices', async () => {
  const script = await scriptFor('bash');
  expect([
    offered(script, 'can'),
    offered(script, 'run', '--co'),
    offered(script, 'judge', 'session.jsonl', '--format', ''),
    offered(script, 'judge', '--as', 'e'),
    offered(script, 'completion', ''),
    offered(script, 'no-command', '--co'),
  ]).toEqual([
    ['can-i-upgrade'],
    ['--codex', '--core'],
    ['text', 'json', 'sarif', 'github'],
    ['exec'],
    ['bash', 'zsh', 'fish'],
    [],
  ]);
});

test('bash completes files where a value is no choice', async () => {
  const script = await scriptFor('bash');
  expect([offered(script, 'run', '--out', ''), offered(script, 'judge', 'ses')]).toEqual([[], []]);
  expect(script).toContain('complete -o default ');
});

test('zsh loads the completions of bash first', async () => {
  const [first, ...rest] = (await scriptFor('zsh')).split('\n');
  expect([first, rest.join('\n')]).toEqual([
    'autoload -U +X compinit bashcompinit && compinit && bashcompinit',
    await scriptFor('bash'),
  ]);
});

test('fish quotes descriptions', () => {
  const option = { flag: '--as', description: "The stream's", takesValue: true, choices: ['a', 'b'] };
  expect(fishCompletion('p', [{ name: 'c', description: 'C.', choices: ['x'], options: [option] }])).toBe(
    [
      "complete -c p -n __fish_use_subcommand -f -a c -d 'C.'",
      "complete -c p -n '__fish_seen_subcommand_from c' -f -a 'x'",
      String.raw`complete -c p -n '__fish_seen_subcommand_from c' -l as -d 'The stream'\''s' -r -f -a 'a b'`,
      '',
    ].join('\n'),
  );
});
