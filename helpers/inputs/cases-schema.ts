import * as z from 'zod';
import { REFERENCE_CODE_PATTERN, REFERENCE_CODE_PLACEHOLDER } from './reference-code.ts';

const PLACEHOLDER = String.raw`\{\{reference_code\}\}`;
const HAS_PLACEHOLDER = new RegExp(PLACEHOLDER);
const NO_PLACEHOLDER = new RegExp(String.raw`^(?![\s\S]*${PLACEHOLDER})`);
const NO_CODE = new RegExp(String.raw`^(?![\s\S]*(?:${PLACEHOLDER}|${REFERENCE_CODE_PATTERN}))`);

const text = z
  .string({ error: 'expected a text' })
  .regex(/\S/, { error: 'expected a text that is not empty', abort: true });

const template = text.regex(HAS_PLACEHOLDER, `expected a text with ${REFERENCE_CODE_PLACEHOLDER} in it`);

const name = z
  .string({ error: 'expected a text' })
  .max(64, 'expected at most 64 characters')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'expected small letters, digits and single hyphens between them')
  .optional()
  .meta({
    description:
      'Becomes part of the name of the scenario and of its folder. Unique in its list. Default: its place in the list, such as "case-1".',
  });

const NOT_A_CASE = { error: 'expected a case (an object)' };

const singleTurnCase = z
  .strictObject(
    {
      name,
      prompt: text.meta({ description: 'What codex is asked.' }),
      expected_reply: text.meta({ description: 'What it must answer, character by character.' }),
    },
    NOT_A_CASE,
  )
  .meta({ id: 'single_turn_case' });

const resumeCase = z
  .strictObject(
    {
      name,
      turn1_prompt_template: template.meta({
        description: `What codex is asked first. ${REFERENCE_CODE_PLACEHOLDER} stands for a code that is made afresh for each run.`,
      }),
      turn1_expected_reply: text
        .regex(NO_PLACEHOLDER, `expected a text without ${REFERENCE_CODE_PLACEHOLDER}, which is not filled in here`)
        .meta({ description: 'What it must answer to that.' }),
      turn2_prompt: text
        .regex(NO_CODE, 'expected a text without the reference code, which codex must take from its own memory')
        .meta({ description: 'What codex is asked in the second process. It must not give the code away.' }),
      turn2_expected_reply_template: template
        .default(REFERENCE_CODE_PLACEHOLDER)
        .meta({ description: 'What it must answer to that, with the code of the first turn filled in.' }),
    },
    NOT_A_CASE,
  )
  .meta({ id: 'resume_case' });

/** A single case, or a list of at least one. {@link describeProblems} relies on the order of the two. */
function oneOrMore<Case extends z.ZodType>(item: Case, description: string) {
  const list = z.array(item).min(1, 'expected at least one case');
  return z.union([item, list], { error: 'expected a case (an object) or a list of cases' }).meta({ description });
}

/** The form of a cases file. Names are checked for being unique elsewhere: that cannot be said in JSON Schema. */
export const casesSchema = z.strictObject(
  {
    $schema: z.string({ error: 'expected a text' }).optional().meta({ description: 'Lets an editor check this file.' }),
    exec_stateless: oneOrMore(singleTurnCase, 'Each is one `codex exec`.'),
    exec_persistent: oneOrMore(
      resumeCase,
      'Each is one `codex exec`, then one `codex exec resume` of the same thread.',
    ),
    app_server: oneOrMore(singleTurnCase, 'Each is one turn of one `codex app-server`.'),
  },
  { error: 'expected an object' },
);

/** The JSON Schema (draft 7) of a cases file, as published in `docs/schemas/cases.schema.json`. */
export function casesJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(casesSchema, { io: 'input', target: 'draft-07' });
  return {
    $schema,
    title: 'Cases of codex-conformance',
    description: 'The prompts of the three modes and the replies that codex must give to them.',
    ...rest,
  };
}

/** The keys that the object at `path` of a cases file can have. */
export function keysAt(path: readonly PropertyKey[]): string[] {
  if (path.length === 0) return Object.keys(casesSchema.shape);
  return Object.keys((path[0] === 'exec_persistent' ? resumeCase : singleTurnCase).shape);
}
