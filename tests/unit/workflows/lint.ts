import { parse } from 'yaml';
import * as z from 'zod';
import packageJson from '../../../package.json' with { type: 'json' };
import { parseArguments } from '../../../helpers/cli/arguments.ts';
import { messageOf } from '../../../helpers/util/errors.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = z.record(z.string(), scalar);

const stepSchema = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: values.optional(),
  run: z.string().optional(),
  env: values.optional(),
});

const jobSchema = z.strictObject({
  name: z.string(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  if: z.string().optional(),
  'runs-on': z.string(),
  'timeout-minutes': z.int().positive(),
  strategy: z
    .strictObject({ 'fail-fast': z.boolean(), matrix: z.record(z.string(), z.array(scalar).min(1)) })
    .optional(),
  env: values.optional(),
  steps: z.array(stepSchema).min(1),
});

const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.strictObject({
    push: z.strictObject({ branches: z.array(z.string()) }).optional(),
    pull_request: z.null().optional(),
    schedule: z.array(z.strictObject({ cron: z.string().regex(/^(?:[\d*,/-]+ ){4}[\d*,/-]+$/) })).optional(),
    workflow_dispatch: z
      .strictObject({
        inputs: z.record(
          z.string(),
          z.strictObject({ description: z.string(), required: z.boolean(), default: z.string() }),
        ),
      })
      .optional(),
  }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean() }).optional(),
  jobs: z.record(z.string(), jobSchema),
});

type Workflow = z.infer<typeof workflowSchema>;
type Job = z.infer<typeof jobSchema>;

/** What these workflows use of what GitHub provides. */
const PROVIDED = /^(?:github\.run_id|runner\.os|strategy\.job-total)$/;
const FUNCTION = /^(?:cancelled|failure)\(\)$/;

/** What is wrong with the text of a workflow: its form, actions without a version, commands and names that there are not. */
export function problemsOf(text: string): readonly string[] {
  const { data, error } = workflowSchema.safeParse(parse(text));
  if (data === undefined) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return Object.entries(data.jobs).flatMap(([name, job]) =>
    jobProblems(job, data).map((problem) => `${name}: ${problem}`),
  );
}

/** The names of the variables that a workflow sets. */
export function variablesOf(text: string): readonly string[] {
  const { jobs } = workflowSchema.parse(parse(text));
  return Object.values(jobs).flatMap(({ env = {}, steps }) => [
    ...Object.keys(env),
    ...steps.flatMap((step) => Object.keys(step.env ?? {})),
  ]);
}

function jobProblems(job: Job, workflow: Workflow): readonly string[] {
  const needs = [job.needs ?? []].flat();
  return [
    ...needs.filter((other) => workflow.jobs[other] === undefined).map((other) => `needs ${other}, which is no job`),
    ...expressionsIn(job)
      .filter((path) => !isDefined(path, job, workflow))
      .map((path) => `${path} is not defined`),
    ...job.steps.flatMap((step) => stepProblems(step, job)),
  ];
}

function stepProblems({ uses, run, env }: z.infer<typeof stepSchema>, job: Job): readonly string[] {
  if ((uses === undefined) === (run === undefined)) return ['a step has to use an action or run a command'];
  if (uses !== undefined) {
    return /^actions\/[a-z-]+@v\d+$/.test(uses) ? [] : [`${uses} is no action of a major version`];
  }
  return commandProblems(run!, { ...job.env, ...env });
}

/** Each name in an expression: `${{ inputs.codex || 'latest' }}` has `inputs.codex`. */
function expressionsIn(job: Job): readonly string[] {
  const bodies = [...JSON.stringify(job).matchAll(/\$\{\{(.*?)\}\}/g)].map(([, body]) => body!);
  return bodies.flatMap((body) => body.replaceAll(/'[^']*'/g, '').match(/[\w.-]+(?:\(\))?/g) ?? []);
}

function isDefined(path: string, { strategy }: Job, { on }: Workflow): boolean {
  const [context, key = ''] = path.split('.');
  if (context === 'inputs') return on.workflow_dispatch?.inputs[key] !== undefined;
  if (context === 'matrix') return strategy?.matrix[key] !== undefined;
  return PROVIDED.test(path) || FUNCTION.test(path);
}

function commandProblems(command: string, env: Readonly<Record<string, unknown>>): readonly string[] {
  const words = command.split(/\s+/).map((word) => word.replace(/^"(.*)"$/, '$1'));
  const unset = words
    .filter((word) => word.startsWith('$') && !word.startsWith('$GITHUB_') && env[word.slice(1)] === undefined)
    .map((word) => `${word} is not set`);
  const [program, action, script, dashes, ...args] = words;
  if (program === 'cat') return unset;
  if (program !== 'npm') return [`${program} is not known`];
  if (action === 'ci' || action === 'test') return unset;
  const scripts: Readonly<Record<string, string>> = packageJson.scripts;
  if (action !== 'run' || scripts[script ?? ''] === undefined) return [`there is no script ${script}`];
  if (script !== 'codex-conformance') return unset;
  if (dashes !== '--') return ['npm takes the options of a script only after --'];
  try {
    parseArguments(args);
    return unset;
  } catch (error) {
    return [messageOf(error)];
  }
}
