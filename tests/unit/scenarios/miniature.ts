import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { removeRunFolder, createRunFolder } from '../../../helpers/codex/run-folder.ts';
import type { Cases } from '../../../helpers/inputs/cases.ts';
import type { Run } from '../../../helpers/scenarios/run-config.ts';
import { program, temporaryFolder } from '../codex/temporary.ts';

const SCRIPT = fileURLToPath(new URL('miniature-codex.js', import.meta.url));

/** What is wrong with a codex in miniature. */
export type MiniatureFault = 'nothing' | 'calls-home' | 'fails-turn';

/** Questions about version and capabilities are answered by the shell, which is quicker. */
const ANSWERS = `
case "$*" in
  --version) echo 'codex-cli 1.2.3'; exit ;;
  --help) printf 'Commands:\\n  exec  Run\\n'; exit ;;
  'exec --help') printf 'Options:\\n      --ephemeral\\n'; exit ;;
  *--help) exit ;;
  'features list') echo 'plugins  stable  true'; exit ;;
esac`;

export const CAPABILITIES: readonly string[] = ['command.exec', 'exec.flag.ephemeral', 'feature.plugins'];

/** Writes a codex that speaks to its model, and gives its path. */
export function miniatureCodex(folder: string, fault: MiniatureFault = 'nothing'): string {
  return program(join(folder, 'codex'), `${ANSWERS}\nexec '${process.execPath}' '${SCRIPT}' ${fault} "$@"`);
}

/** Writes a codex that does no more than this shell script says, and gives its path. */
export function scriptedCodex(folder: string, script: string): string {
  return program(join(folder, 'codex'), `${ANSWERS}\n${script}`);
}

/** One case a mode. */
export const CASES: Cases = {
  exec_stateless: [{ name: 'sum', prompt: 'What is 40 + 2?', expected_reply: '42' }],
  exec_persistent: [
    {
      name: 'recall',
      turn1_prompt_template: 'Remember {{reference_code}}. Reply with exactly: STORED',
      turn1_expected_reply: 'STORED',
      turn2_prompt: 'Which code did I tell you?',
      turn2_expected_reply_template: '{{reference_code}}',
    },
  ],
  app_server: [{ name: 'sum', prompt: 'What is 128 + 64?', expected_reply: '192' }],
};

/** A run with a codex whose results go to `out` in a folder of its own. All of it is gone when the test has ended. */
export function preparedRun(
  codexIn: (folder: string) => string,
  changes: Partial<Run> = {},
): Run & { readonly folder: string } {
  const folder = temporaryFolder();
  const runFolder = createRunFolder(folder);
  onTestFinished(() => removeRunFolder(runFolder));
  return {
    folder,
    codex: {
      path: codexIn(folder),
      version: '1.2.3',
      sha256: 'ab'.repeat(32),
      capabilities: CAPABILITIES,
      foundBy: 'path',
      pathDirs: [],
    },
    runFolder,
    outDir: join(folder, 'out'),
    cases: CASES,
    only: [],
    extended: false,
    jobs: 3,
    recordings: { folder: join(folder, 'out', 'recordings'), reuse: false },
    baseline: { knownFailures: [], unmatched: [] },
    failOn: 'should',
    deadlineMs: 10_000,
    exitGraceMs: 10_000,
    live: null,
    ...changes,
  };
}
