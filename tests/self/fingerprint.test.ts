import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, globSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { loadCases } from '../../helpers/inputs/cases.ts';
import { scenariosIn } from '../../helpers/scenarios/catalog.ts';
import { stdinScenarios } from '../../helpers/scenarios/exec/stdin.ts';
import { SUITE_ROOT } from '../../helpers/util/suite-root.ts';
import { temporaryFolder } from '../unit/codex/temporary.ts';

const PRINT = `
const { scenariosIn } = await import('./helpers/scenarios/catalog.ts');
const { loadCases } = await import('./helpers/inputs/cases.ts');
const scenarios = scenariosIn({ cases: await loadCases(), extended: true });
console.log(JSON.stringify(Object.fromEntries(scenarios.map(({ name, fingerprint }) => [name, fingerprint]))));
`;

/** The fingerprints of a copy of the suite in which the files of these patterns, below `helpers/`, were edited. */
function fingerprintsAfter(...edited: readonly string[]): Record<string, string> {
  const copy = temporaryFolder();
  for (const name of ['helpers', 'inputs', 'package.json']) {
    cpSync(join(SUITE_ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(SUITE_ROOT, 'node_modules'), join(copy, 'node_modules'));
  const files = globSync(edited, { cwd: join(copy, 'helpers') });
  expect(files.length).toBeGreaterThanOrEqual(edited.length);
  for (const file of files) appendFileSync(join(copy, 'helpers', file), '\n// Edited.\n');
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', PRINT], { cwd: copy, encoding: 'utf8' });
  return JSON.parse(output) as Record<string, string>;
}

const scenarios = scenariosIn({ cases: await loadCases(), extended: true });
const before = Object.fromEntries(scenarios.map(({ name, fingerprint }) => [name, fingerprint]));

test('editing a check or a mutant keeps all fingerprints', () => {
  const after = fingerprintsAfter(
    'checks/**/*.ts',
    'mutations/*.ts',
    'proof/*.ts',
    'scenarios/**/*-checks.ts',
    'recording/preconditions.ts',
    'scenarios/exec/stdin.ts',
  );
  const changed = Object.keys(before).filter((name) => after[name] !== before[name]);
  expect(changed).toEqual(stdinScenarios.map(({ name }) => name));
});
