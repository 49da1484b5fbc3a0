import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageLayout } from '../../../helpers/codex/package-layout.ts';
import { temporaryFolder, write } from './temporary.ts';

test('names what comes with a binary, to the second level', () => {
  const root = join(temporaryFolder(), 'vendor/x86_64-unknown-linux-musl');
  const binary = write(join(root, 'bin/codex'), '');
  write(join(root, 'bin/codex-code-mode-host'), '');
  write(join(root, 'codex-resources/voice/NOTICE.md'), '');
  write(join(root, 'codex-package.json'), '');
  expect(packageLayout(binary)).toEqual([
    'layout.bin/codex',
    'layout.bin/codex-code-mode-host',
    'layout.codex-package.json',
    'layout.codex-resources/voice',
  ]);
});

test.each(['vendor/elsewhere/codex', 'x86_64-unknown-linux-musl/bin/codex', 'codex'])(
  'says nothing of the surroundings of %s',
  (path) => {
    expect(packageLayout(write(join(temporaryFolder(), path), ''))).toEqual([]);
  },
);
