import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../../helpers/checks/judge.ts';
import { isRed } from '../../helpers/checks/verdict.ts';
import { identify } from '../../helpers/codex/identify.ts';
import { createRunFolder, removeRunFolder, removeTree } from '../../helpers/codex/run-folder.ts';
import { loadCases } from '../../helpers/inputs/cases.ts';
import type { Script } from '../../helpers/model/script.ts';
import type { Mode } from '../../helpers/recording/mode.ts';
import type { Recording } from '../../helpers/recording/recording.ts';
import { runScenario } from '../../helpers/scenarios/run-scenario.ts';
import { checksOf, scenariosIn } from '../../helpers/scenarios/catalog.ts';
import { coreScenarios } from '../../helpers/scenarios/from-case.ts';
import type { Scenario } from '../../helpers/scenarios/scenario.ts';
import { processesNaming } from './processes-naming.ts';
import { pinnedCodex } from './wrapper.ts';

/** Differences from a run of the suite. */
export interface PlayOptions {
  /** The program to start. @default the pinned codex */
  readonly path?: string | undefined;
  /** @default 20000 */
  readonly exitGraceMs?: number | undefined;
  /** @default 30000 */
  readonly deadlineMs?: number | undefined;
  /** @default the script of the scenario */
  readonly script?: Script | undefined;
}

/** Plays scenarios of the suite on binaries and models that are broken on purpose. */
export interface Playground {
  /** For other files of a test. */
  readonly root: string;
  /** Plays the first scenario of a mode. Rejects if it leaves a process or a file behind. */
  play(mode: Mode, options?: PlayOptions): Promise<Recording>;
  /** Plays any scenario, by name. Rejects as {@link Playground.play} does. */
  playNamed(name: string, options?: PlayOptions): Promise<Recording>;
  /** The parent of the run folders; empty after each play. */
  readonly temporary: string;
  remove(): void;
}

/** Creates a playground in a new folder. */
export async function createPlayground(): Promise<Playground> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'playground-')));
  const temporary = join(root, 'tmp');
  mkdirSync(temporary);
  const cases = await loadCases();
  const codex = await identify(pinnedCodex(), join(root, 'cache'));
  const named = new Map(scenariosIn({ cases, extended: true }).map((scenario) => [scenario.name, scenario]));
  return {
    root,
    temporary,
    play: (mode, options) => playOne(coreScenarios(mode, cases)[0]!, options),
    async playNamed(name, options) {
      const scenario = named.get(name);
      if (scenario === undefined) throw new Error(`Unknown scenario: ${name}`);
      return await playOne(scenario, options);
    },
    remove: () => removeTree(root),
  };

  async function playOne(
    scenario: Scenario,
    { path = codex.path, exitGraceMs = 20_000, deadlineMs = 30_000, script }: PlayOptions = {},
  ): Promise<Recording> {
    const runFolder = createRunFolder(temporary);
    const run = {
      codex: { ...codex, path },
      runFolder,
      outDir: '',
      cases,
      only: [],
      baseline: { knownFailures: [], unmatched: [] },
      deadlineMs,
      exitGraceMs,
      live: null,
    };
    const recording = await runScenario(script === undefined ? scenario : { ...scenario, script }, run);
    const left = [...processesNaming(runFolder.path), ...filesOf(runFolder.path)];
    await removeRunFolder(runFolder);
    if (left.length > 0 || existsSync(runFolder.path)) throw new Error(`${path} left behind: ${left.join(', ')}`);
    return recording;
  }
}

/** The red verdicts of all checks that judge a recording, such as `fail: turn/reply/exact`. */
export function redOf(recording: Recording): string[] {
  return checksOf(recording)
    .map((check) => judge(check, recording))
    .filter(isRed)
    .map(({ id, verdict }) => `${verdict}: ${id}`);
}

/** The files in the folder of a run, except for its own. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !['groups', 'owner'].includes(name),
  );
}
