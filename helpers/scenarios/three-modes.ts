import type { Cases, ResumeCase, SingleTurnCase } from '../inputs/cases.ts';
import { createReferenceCode, fillReferenceCode } from '../inputs/reference-code.ts';
import type { Expectations } from '../recording/recording.ts';
import type { Mode } from '../recording/mode.ts';
import { scenarioOf } from './from-case.ts';
import type { Scenario } from './scenario.ts';
import { scenarioName } from './scenario-names.ts';

/** The scenarios of one mode, one per case, in the order of the cases file. */
export function scenariosOf(mode: Mode, cases: Cases): Scenario[] {
  const described =
    mode === 'exec_persistent'
      ? cases[mode].map((item) => ({ item, expected: twoTurns(item, createReferenceCode()) }))
      : cases[mode].map((item) => ({ item, expected: oneTurn(item) }));
  return described.map(({ item, expected }) =>
    scenarioOf({ name: scenarioName(mode, item.name), mode, expected }, item),
  );
}

function oneTurn({ prompt, expected_reply }: SingleTurnCase): Expectations {
  return { turns: [{ turn: 1, process: 1, prompt, expected_reply }], resumes: false };
}

function twoTurns(item: ResumeCase, code: string): Expectations {
  const { turn1_prompt_template, turn1_expected_reply, turn2_prompt, turn2_expected_reply_template } = item;
  const first = { prompt: fillReferenceCode(turn1_prompt_template, code), expected_reply: turn1_expected_reply };
  const second = { prompt: turn2_prompt, expected_reply: fillReferenceCode(turn2_expected_reply_template, code) };
  return {
    turns: [
      { turn: 1, process: 1, ...first },
      { turn: 2, process: 2, ...second },
    ],
    resumes: true,
  };
}
