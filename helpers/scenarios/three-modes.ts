import { driveAppServerTurn } from '../app-server/drive.ts';
import { execCommand } from '../exec/command.ts';
import { driveExec } from '../exec/drive.ts';
import { parseText } from '../exec/parser.ts';
import { threadId } from '../exec/transcript.ts';
import type { Cases, ResumeCase, SingleTurnCase } from '../inputs/cases.ts';
import { createReferenceCode, fillReferenceCode } from '../inputs/reference-code.ts';
import { reasoningModel } from '../model/reasoning.ts';
import type { Mode } from '../recording/recording.ts';
import type { Scenario } from './scenario.ts';
import { scenarioName } from './scenario-names.ts';

/** The scenarios of one mode, one per case, in the order of the cases file. */
export function scenariosOf(mode: Mode, cases: Cases): Scenario[] {
  switch (mode) {
    case 'exec_stateless':
      return cases.exec_stateless.map(execStateless);
    case 'exec_persistent':
      return cases.exec_persistent.map((item) => execPersistent(item, createReferenceCode()));
    case 'app_server':
      return cases.app_server.map(appServerTurn);
  }
}

function execStateless({ name, prompt, expected_reply }: SingleTurnCase): Scenario {
  return {
    name: scenarioName('exec_stateless', name),
    mode: 'exec_stateless',
    script: reasoningModel,
    expected: { turns: [{ turn: 1, process: 1, prompt, expected_reply }], resumes: false },
    async drive(stage) {
      const { argv, notes } = execCommand({ capabilities: stage.capabilities, ephemeral: true });
      return { processes: [await driveExec(stage, { process: 1, argv, stdin: prompt })], notes };
    },
  };
}

function execPersistent(item: ResumeCase, code: string): Scenario {
  const prompts = [fillReferenceCode(item.turn1_prompt_template, code), item.turn2_prompt] as const;
  const replies = [item.turn1_expected_reply, fillReferenceCode(item.turn2_expected_reply_template, code)] as const;
  return {
    name: scenarioName('exec_persistent', item.name),
    mode: 'exec_persistent',
    script: reasoningModel,
    expected: {
      turns: [
        { turn: 1, process: 1, prompt: prompts[0], expected_reply: replies[0] },
        { turn: 2, process: 2, prompt: prompts[1], expected_reply: replies[1] },
      ],
      resumes: true,
    },
    async drive(stage) {
      const { capabilities } = stage;
      const first = await driveExec(stage, { process: 1, argv: execCommand({ capabilities }).argv, stdin: prompts[0] });
      const thread = threadId(parseText(first.stdout));
      if (thread === null) return { processes: [first], notes: ['The first process named no thread to resume.'] };
      const { argv } = execCommand({ capabilities, resume: thread });
      const second = await driveExec(stage, { process: 2, argv, stdin: prompts[1] });
      return { processes: [first, second], notes: [] };
    },
  };
}

function appServerTurn({ name, prompt, expected_reply }: SingleTurnCase): Scenario {
  return {
    name: scenarioName('app_server', name),
    mode: 'app_server',
    script: reasoningModel,
    expected: { turns: [{ turn: 1, process: 1, prompt, expected_reply }], resumes: false },
    async drive(stage) {
      return { processes: [await driveAppServerTurn(stage, { process: 1, prompt })], notes: [] };
    },
  };
}
