import { driveAppServerTurn } from '../app-server/drive.ts';
import { type Transport, TRANSPORTS } from '../app-server/transports.ts';
import { execCommand } from '../exec/command.ts';
import { driveExec } from '../exec/drive.ts';
import { parseText } from '../exec/parser.ts';
import { threadId } from '../exec/transcript.ts';
import type { Cases, ResumeCase, SingleTurnCase } from '../inputs/cases.ts';
import { createReferenceCode, fillReferenceCode } from '../inputs/reference-code.ts';
import { reasoningModel } from '../model/reasoning.ts';
import { forEachMode, MODE_TABLE, type Mode } from '../recording/mode.ts';
import type { Expectations, ExpectedTurn } from '../recording/recording.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Drive, Scenario, ScenarioContext } from './scenario.ts';

/** One way to play the cases of a mode. */
interface Play extends Pick<Scenario, 'mode' | 'about' | 'breaks' | 'needs' | 'drive'> {
  /** Of the names of the scenarios. */
  readonly prefix: string;
}

const DRIVERS: Readonly<Record<Mode, Play['drive']>> = {
  exec_stateless: driveStateless,
  exec_persistent: drivePersistent,
  app_server: (context) => driveAppServer(context, 'stdio'),
};

const CORE_PLAYS = forEachMode((mode): Play => {
  const { prefix, breaks } = MODE_TABLE[mode];
  return { mode, prefix, breaks, drive: DRIVERS[mode] };
});

const TRANSPORT_PLAYS = (Object.keys(TRANSPORTS) as Transport[])
  .filter((transport) => transport !== 'stdio')
  .map((transport): Play => ({
    mode: 'app_server',
    prefix: `app-server/${transport}`,
    about: `A case over \`codex app-server --listen ${transport}://\`.`,
    breaks: [...MODE_TABLE.app_server.breaks, 'stdio'],
    needs: TRANSPORTS[transport].needs,
    drive: (context) => driveAppServer(context, transport),
  }));

/** The scenarios of one mode, one for each case, in the order of the cases file. */
export function coreScenarios(mode: Mode, cases: Cases): Scenario[] {
  return scenariosOf(CORE_PLAYS[mode], cases);
}

/** The cases of app-server over each transport but stdio. */
export function transportScenarios(cases: Cases): Scenario[] {
  return TRANSPORT_PLAYS.flatMap((play) => scenariosOf(play, cases));
}

/** The scenario of a recording of a case, with the same turns; undefined if they do not fit the mode. */
export function recordedCase(name: string, mode: Mode, { turns, resumes }: Expectations): Scenario | undefined {
  const { processes } = MODE_TABLE[mode];
  const play = [CORE_PLAYS[mode], ...TRANSPORT_PLAYS].find(({ prefix }) => name.startsWith(`${prefix}/`));
  const fits =
    play?.mode === mode &&
    resumes === processes.length > 1 &&
    turns.length === processes.length &&
    turns.every(({ turn, process }, index) => turn === index + 1 && process === processes[index]);
  return fits ? scenarioOf(play, name, () => turns, turns) : undefined;
}

function scenariosOf(play: Play, cases: Cases): Scenario[] {
  return cases[MODE_TABLE[play.mode].cases].map((item) =>
    scenarioOf(play, `${play.prefix}/${item.name}`, () => turnsOf(item), item),
  );
}

/** @param subject the part of the fingerprint for the turns: without a drawn code */
function scenarioOf(
  { prefix: _prefix, ...play }: Play,
  name: string,
  turns: Scenario['turns'],
  subject: unknown,
): Scenario {
  const { processes, shows } = MODE_TABLE[play.mode];
  return {
    ...play,
    name,
    shows: ['reply-known', ...shows],
    script: reasoningModel,
    turns,
    resumes: processes.length > 1,
    get fingerprint() {
      return fingerprintOf(name, JSON.stringify(subject));
    },
  };
}

function turnsOf(item: SingleTurnCase | ResumeCase): ExpectedTurn[] {
  if ('prompt' in item) return [{ turn: 1, process: 1, prompt: item.prompt, expected_reply: item.expected_reply }];
  const code = createReferenceCode();
  return [
    {
      turn: 1,
      process: 1,
      prompt: fillReferenceCode(item.turn1_prompt_template, code),
      expected_reply: item.turn1_expected_reply,
    },
    {
      turn: 2,
      process: 2,
      prompt: item.turn2_prompt,
      expected_reply: fillReferenceCode(item.turn2_expected_reply_template, code),
    },
  ];
}

async function driveStateless(context: ScenarioContext): Promise<Drive> {
  const { argv, notes } = execCommand({ capabilities: context.capabilities, ephemeral: true });
  return { processes: [await driveExec(context, { process: 1, argv, stdin: promptOf(context, 1) })], notes };
}

async function drivePersistent(context: ScenarioContext): Promise<Drive> {
  const { capabilities } = context;
  const { argv } = execCommand({ capabilities });
  const first = await driveExec(context, { process: 1, argv, stdin: promptOf(context, 1) });
  const thread = threadId(parseText(first.stdout));
  if (thread === null) return { processes: [first], notes: ['The first process named no thread to resume.'] };
  const resume = execCommand({ capabilities, resume: thread });
  const second = await driveExec(context, { process: 2, argv: resume.argv, stdin: promptOf(context, 2) });
  return { processes: [first, second], notes: [] };
}

async function driveAppServer(context: ScenarioContext, transport: Transport): Promise<Drive> {
  const turn = { process: 1, prompt: promptOf(context, 1), transport };
  return { processes: [await driveAppServerTurn(context, turn)], notes: [] };
}

function promptOf({ turns }: ScenarioContext, number: number): string {
  return turns[number - 1]!.prompt;
}
