import { isDeepStrictEqual } from 'node:util';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';

type Clause = Pick<Check, 'id' | 'clause' | 'level'> & { readonly scenario: string; readonly reference: string };

/** What has to reach the model of all that a program gives to codex. */
export const toldChecks: readonly Check[] = [
  told(
    {
      id: 'exec/schema/in-each-request',
      clause: 'A schema for the answer goes with each request of the turn, as it stands in its file.',
      level: 'must',
      scenario: 'exec/schema/sent',
      reference: 'openai/codex codex-rs/exec/tests/suite/output_schema.rs',
    },
    ({ body }, { files }) => {
      const text = files.find(({ path }) => path === 'schema.json')?.text ?? 'null';
      const { format } = ((body as { text?: unknown }).text ?? {}) as { format?: { type?: unknown; schema?: unknown } };
      if (format?.type === 'json_schema' && isDeepStrictEqual(format.schema, JSON.parse(text))) return undefined;
      return { expected: text, actual: JSON.stringify(format) ?? 'no format' };
    },
  ),
  told(
    {
      id: 'exec/image/reaches-model',
      clause: 'A picture that is given beside the prompt is in the request, as a data URL.',
      level: 'must',
      scenario: 'exec/image/attached',
      reference: 'openai/codex sdk/typescript/tests/run.test.ts: forwards images',
    },
    (exchange) => {
      if (exchange.process > 1) return undefined;
      const images = partsOf(exchange).filter(({ type }) => type === 'input_image');
      const whole = images.some(({ image_url }) => String(image_url).startsWith('data:image/png;base64,'));
      return whole ? undefined : { expected: 'a picture', actual: `${images.length} pictures, none as a data URL` };
    },
  ),
  told(
    {
      id: 'exec/context/agents-files-in-order',
      clause:
        'Instructions for agents reach the model from the outermost to the innermost: CODEX_HOME, the repository, the folder.',
      level: 'must',
      scenario: 'exec/context/agents-files',
      reference: 'openai/codex codex-rs/exec/tests/suite/agents_md.rs; docs/agents_md.md',
    },
    (exchange) =>
      inOrder(exchange, ['First rule: of the home.', 'Second rule: of the repository.', 'Third rule: of the part.']),
  ),
  told(
    {
      id: 'exec/context/override-replaces',
      clause: 'AGENTS.override.md reaches the model, and AGENTS.md beside it does not.',
      level: 'should',
      scenario: 'exec/context/agents-override',
      reference: 'openai/codex codex-rs/exec/tests/suite/agents_md.rs',
    },
    (exchange) => {
      const replaced = textOf(exchange).includes('First rule: of all.');
      if (replaced) return { expected: 'the override alone', actual: 'what it replaces' };
      return inOrder(exchange, ['Second rule: of mine.']);
    },
  ),
  told(
    {
      id: 'exec/config/overrides-reach-model',
      clause:
        'Instructions and the model that are set on the command line are those of the request, also as words that are no TOML.',
      level: 'must',
      scenario: 'exec/config/overrides',
      reference: 'openai/codex codex-rs/utils/cli/src/config_override.rs; sdk/typescript/tests/run.test.ts',
    },
    (exchange) => {
      const { model } = exchange.body as { model?: unknown };
      if (model !== 'scripted-model') return { expected: 'scripted-model', actual: String(model) };
      return inOrder(exchange, ['Speak as a sailor, and "so" on.']);
    },
  ),
  told(
    {
      id: 'exec/resume/settings-reach-model',
      clause: 'The model that a resumed turn names is the one that is asked.',
      level: 'must',
      scenario: 'exec/resume/other-settings',
      reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs: preserves_cli_configuration_overrides',
    },
    ({ process, body }) => {
      const { model } = body as { model?: unknown };
      const expected = process === 1 ? 'scripted-model' : 'another-model';
      return model === expected ? undefined : { expected, actual: String(model) };
    },
  ),
  told(
    {
      id: 'exec/environment/key-of-provider-sent',
      clause: 'The key of a provider, from the variable that it names, goes with each request as a bearer token.',
      level: 'must',
      scenario: 'exec/environment/key-of-provider',
      reference: 'openai/codex codex-rs/exec/tests/suite/auth_env.rs',
    },
    ({ headers }) => {
      const sent = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? 'no header';
      return /^Bearer\b/.test(sent) ? undefined : { expected: 'a bearer token', actual: sent };
    },
  ),
  {
    ...told(
      {
        id: 'exec/resume/ephemeral-turn-not-kept',
        clause: 'A turn with --ephemeral is not kept: the next turn of the thread does not know of it.',
        level: 'should',
        scenario: 'exec/resume/ephemeral-turn',
        reference: 'codex exec --help: --ephemeral runs without persisting session files to disk',
      },
      (exchange) => {
        const knows = exchange.process === 3 && textOf(exchange).includes('Remember Q9.');
        return knows ? { expected: 'the kept turn alone', actual: 'the turn that was not to be kept' } : undefined;
      },
      ({ model }) => (model.some(({ process }) => process === 3) ? undefined : 'the thread was not continued'),
    ),
    needs: ['exec.flag.ephemeral'],
    authority: {
      kind: 'documented',
      reference: 'codex exec --help, --ephemeral: run without persisting session files to disk',
    },
  },
];

type Difference = Pick<Evidence, 'expected' | 'actual'>;

/** A clause that holds for each request to the model of one scenario. */
function told(
  { id, clause, level, scenario, reference }: Clause,
  differs: (exchange: ModelExchange, recording: Recording) => Difference | undefined,
  missing: (recording: Recording) => string | undefined = () => undefined,
): Check {
  return {
    id,
    clause,
    level,
    authority: { kind: 'source', reference },
    language: 'exec',
    scenarios: [scenario],
    needsModel: true,
    judge(recording) {
      const reason = missing(recording);
      if (reason !== undefined) return untestable(reason);
      const asked = recording.model.filter(({ method }) => method === 'POST');
      if (asked.length === 0) return untestable('codex never spoke to the model');
      const found = asked.flatMap((exchange) => {
        const difference = differs(exchange, recording);
        if (difference === undefined) return [];
        const line = recording.model.indexOf(exchange) + 1;
        return [
          {
            message: `process ${exchange.process} tells the model otherwise`,
            file: 'model.jsonl',
            line,
            ...difference,
          },
        ];
      });
      return failIfAny(found, `${asked.length} requests to the model, each as it has to be`);
    },
  };
}

function inOrder(exchange: ModelExchange, texts: readonly string[]): Difference | undefined {
  const told = textOf(exchange);
  const places = texts.map((text) => told.indexOf(text));
  const sound = places.every((place, index) => place > (places[index - 1] ?? -1));
  return sound
    ? undefined
    : { expected: texts.join(' | '), actual: texts.filter((text) => told.includes(text)).join(' | ') };
}

function textOf(exchange: ModelExchange): string {
  const { instructions } = exchange.body as { instructions?: unknown };
  return [instructions, ...partsOf(exchange).map(({ text }) => text)]
    .filter((text) => typeof text === 'string')
    .join('\n');
}

function partsOf({ body }: ModelExchange): readonly Readonly<Record<string, unknown>>[] {
  const { input } = body as { input?: unknown };
  if (!Array.isArray(input)) return [];
  return input.flatMap((item: { content?: unknown } | null) => (Array.isArray(item?.content) ? item.content : []));
}
