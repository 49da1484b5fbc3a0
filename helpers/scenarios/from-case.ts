import { driveAppServerTurn } from '../app-server/drive.ts';
import { execCommand } from '../exec/command.ts';
import { driveExec } from '../exec/drive.ts';
import { parseText } from '../exec/parser.ts';
import { threadId } from '../exec/transcript.ts';
import { reasoningModel } from '../model/reasoning.ts';
import type { Expectations } from '../recording/recording.ts';
import type { Mode } from '../recording/mode.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Drive, Scenario, Stage } from './scenario.ts';

/** What tells the scenarios of the three modes from one another. */
export type ScenarioDescription = Pick<Scenario, 'name' | 'mode' | 'expected'>;

/** The processes of the turns of each mode: how many turns there are, and which process runs which. */
const PROCESSES = {
  exec_stateless: [1],
  exec_persistent: [1, 2],
  app_server: [1],
} as const satisfies Record<Mode, readonly number[]>;

const DRIVERS = {
  exec_stateless: driveStateless,
  exec_persistent: drivePersistent,
  app_server: driveAppServer,
} as const satisfies Record<Mode, (stage: Stage, prompts: readonly string[]) => Promise<Drive>>;

/** True if a scenario of this mode has turns such as these. */
export function fitsMode(mode: Mode, { turns, resumes }: Expectations): boolean {
  const processes = PROCESSES[mode];
  return (
    resumes === (mode === 'exec_persistent') &&
    turns.length === processes.length &&
    turns.every(({ turn, process }, index) => turn === index + 1 && process === processes[index])
  );
}

/**
 * The scenario that drives codex as its mode has it, with the prompts of these expectations.
 *
 * @param subject what the prompts were made of, less what is new each time: part of the fingerprint
 * @throws Error if they are not {@link fitsMode}
 */
export function scenarioOf({ name, mode, expected }: ScenarioDescription, subject: unknown = expected): Scenario {
  if (!fitsMode(mode, expected)) throw new Error(`The turns of ${name} are not those of ${mode}`);
  const prompts = expected.turns.map(({ prompt }) => prompt);
  return {
    name,
    mode,
    script: reasoningModel,
    expected,
    get fingerprint() {
      return fingerprintOf(name, JSON.stringify(subject));
    },
    drive: (stage) => DRIVERS[mode](stage, prompts),
  };
}

async function driveStateless(stage: Stage, prompts: readonly string[]): Promise<Drive> {
  const { argv, notes } = execCommand({ capabilities: stage.capabilities, ephemeral: true });
  return { processes: [await driveExec(stage, { process: 1, argv, stdin: prompts[0]! })], notes };
}

async function drivePersistent(stage: Stage, prompts: readonly string[]): Promise<Drive> {
  const { capabilities } = stage;
  const first = await driveExec(stage, { process: 1, argv: execCommand({ capabilities }).argv, stdin: prompts[0]! });
  const thread = threadId(parseText(first.stdout));
  if (thread === null) return { processes: [first], notes: ['The first process named no thread to resume.'] };
  const { argv } = execCommand({ capabilities, resume: thread });
  const second = await driveExec(stage, { process: 2, argv, stdin: prompts[1]! });
  return { processes: [first, second], notes: [] };
}

async function driveAppServer(stage: Stage, prompts: readonly string[]): Promise<Drive> {
  return { processes: [await driveAppServerTurn(stage, { process: 1, prompt: prompts[0]! })], notes: [] };
}
