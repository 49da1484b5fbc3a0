import * as z from 'zod';
import { inputSchema, text } from './schema-parts.ts';
import { REFERENCE_CODE_PATTERN, REFERENCE_CODE_PLACEHOLDER } from './reference-code.ts';

const PLACEHOLDER = String.raw`\{\{reference_code\}\}`;
const HAS_PLACEHOLDER = new RegExp(PLACEHOLDER);
const NO_PLACEHOLDER = new RegExp(String.raw`^(?![\s\S]*${PLACEHOLDER})`);
const NO_CODE = new RegExp(String.raw`^(?![\s\S]*(?:${PLACEHOLDER}|${REFERENCE_CODE_PATTERN}))`);

const template = text.regex(HAS_PLACEHOLDER, `expected a text with ${REFERENCE_CODE_PLACEHOLDER} in it`);

const name = z
  .string({ error: 'expected a text' })
  .max(64, 'expected at most 64 characters')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected lower-case letters, digits and single hyphens between them')
  .optional()
  .meta({
    description:
      'Part of the name of the scenario and of its folder. Unique in its list. Default: its position in the list, such as "case-1".',
  });

const NOT_A_CASE = { error: 'expected a case (an object)' };

export const singleTurnCase = z
  .strictObject(
    {
      name,
      prompt: text.meta({ description: 'The prompt.' }),
      expected_reply: text.meta({ description: 'The expected reply, character by character.' }),
    },
    NOT_A_CASE,
  )
  .meta({ id: 'single_turn_case' });

export const resumeCase = z
  .strictObject(
    {
      name,
      turn1_prompt_template: template.meta({
        description: `The prompt of the first process. ${REFERENCE_CODE_PLACEHOLDER} stands for a code that is new in each run.`,
      }),
      turn1_expected_reply: text
        .regex(NO_PLACEHOLDER, `expected a text without ${REFERENCE_CODE_PLACEHOLDER}, which is not replaced here`)
        .meta({ description: 'The expected reply to it.' }),
      turn2_prompt: text
        .regex(NO_CODE, 'expected a text without the reference code, which codex must remember')
        .meta({ description: 'The prompt of the second process, without the code.' }),
      turn2_expected_reply_template: template
        .default(REFERENCE_CODE_PLACEHOLDER)
        .meta({ description: 'The expected reply to it, with the code of the first turn.' }),
    },
    NOT_A_CASE,
  )
  .meta({ id: 'resume_case' });

/** A single case, or a list of at least one. {@link describeProblems} relies on the order of the two. */
function oneOrMore<Case extends z.ZodType>(item: Case, description: string) {
  const list = z.array(item).min(1, 'expected at least one case');
  return z.union([item, list], { error: 'expected a case (an object) or a list of cases' }).meta({ description });
}

/** A cases file. JSON Schema cannot express that names are unique. */
export const casesSchema = inputSchema(
  'Cases of codex-conformance',
  'The prompts of the core scenarios and the replies that codex must give to them.',
  {
    exec_stateless: oneOrMore(singleTurnCase, 'Each is one `codex exec`.'),
    exec_persistent: oneOrMore(
      resumeCase,
      'Each is one `codex exec`, then one `codex exec resume` of the same thread.',
    ),
    app_server: oneOrMore(singleTurnCase, 'Each is one turn of one `codex app-server`.'),
  },
);
