import { outputTexts } from '../../queries/called-tools.ts';
import { promptOf } from '../../queries/model-requests.ts';
import { MODEL_FILE } from '../../recording/folder-layout.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { isCut, wholeLength } from '../../recording/shorten.ts';
import { NOT_KNOWN, THEN } from './fact.ts';
import { objectOf, listOf } from '../../util/json-object.ts';
import { normaliseContents, normalisePath, normaliseText } from './normalise-text.ts';
import { countValue, tally } from './event-counts.ts';
import type { KeyParts } from './fact-key.ts';
import { givenModels, MODEL_SETTING } from './given-settings.ts';
import { createShape } from './json-shape.ts';
import { addShape, sizeClass, type Context } from './context.ts';

/** Later requests of a scenario repeat these. */
const REQUESTS_SHOWN = 4;
/** Tool parameters, arguments and outputs are data, not the protocol. */
const OPAQUE = /^\.tools|^\.input\[\](?:<\w+>)?\.tools|\.(?:arguments|output|parameters|schema|instructions)$/;

/** Facts of what codex sent to the model. */
export function addModelFacts(context: Context, recording: Recording): void {
  const { model, expected } = recording;
  const prompts = new Set(expected.turns.map(({ prompt }) => prompt));
  const shape = createShape((path) => OPAQUE.test(path));
  const { counts } = tally(model.map(({ method, path }) => `${method} ${normalisePath(path.replace(/\?.*/s, ''))}`));
  for (const [name, count] of counts) {
    context.perScenario(
      'count',
      { area: 'model', role: 'requests', subject: name },
      countValue(name, count),
      context.evidence(MODEL_FILE),
    );
    context.global('event', { area: 'model', subject: name }, 'seen', context.evidence(MODEL_FILE));
  }
  if (model.length === 0)
    context.perScenario('count', { area: 'model', subject: 'requests' }, 'none', context.evidence(MODEL_FILE));
  for (const [index, exchange] of model.entries()) {
    const line = index + 1;
    addHeaders(context, exchange, line);
    addTools(context, exchange, line);
    for (const violation of exchange.violations) {
      context.perScenario(
        'outcome',
        { area: 'model', role: 'violation', subject: normaliseText(violation) },
        'seen',
        context.evidence(MODEL_FILE, line),
      );
    }
    if (typeof exchange.body !== 'object' || exchange.body === null) continue;
    shape.add(exchange.body, context.evidence(MODEL_FILE, line));
    addInput(context, exchange, line);
    addPrompt(context, exchange, line, prompts);
    context.perScenario(
      'cost',
      { area: 'model', subject: `request ${line} bytes` },
      String(JSON.stringify(exchange.body).length),
      context.evidence(MODEL_FILE, line),
    );
  }
  addShape(context, shape, { area: 'model', subject: 'body' });
  addSetting(context, recording);
}

/** Whether the models that the scenario asks for are those that codex requests. */
function addSetting(context: Context, recording: Recording): void {
  const given = givenModels(recording);
  if (given.size === 0 || recording.model.length === 0) return;
  const requested = new Set(recording.model.map(({ body }) => objectOf(body)['model']));
  const value = given.isSubsetOf(requested) ? 'obeyed' : 'ignored';
  context.perScenario('outcome', { area: 'model', subject: MODEL_SETTING }, value, context.evidence(MODEL_FILE));
}

function addHeaders(context: Context, { headers }: ModelExchange, line: number): void {
  for (const [name] of headers) {
    const key: KeyParts = { area: 'model', role: 'header', subject: name.toLowerCase() };
    context.everywhere('header', key, 'sent', context.evidence(MODEL_FILE, line));
  }
}

function addTools(context: Context, { body }: ModelExchange, line: number): void {
  const { tools, input } = objectOf(body);
  const additional = listOf(input).filter((item) => objectOf(item)['type'] === 'additional_tools');
  const offered = [
    ...listOf(tools).flatMap((tool) => toolNames(tool)),
    ...additional.flatMap((item) => listOf(objectOf(item)['tools'])).flatMap((tool) => toolNames(tool, 'additional ')),
  ];
  for (const name of offered) {
    const key: KeyParts = { area: 'model', role: 'tool', subject: name };
    context.everywhere('tool', key, 'offered', context.evidence(MODEL_FILE, line));
  }
}

/** `function exec_command`; those of a namespace with its name: `function mcp__t in namespace mcp`. */
function toolNames(tool: unknown, before = '', after = ''): string[] {
  const { type, name, tools } = objectOf(tool);
  const own = `${before}${String(type)}${typeof name === 'string' ? ` ${name}` : ''}${after}`;
  return [own, ...listOf(tools).flatMap((inner) => toolNames(inner, before, ` in ${own}`))];
}

function addInput(context: Context, { body }: ModelExchange, line: number): void {
  const input = listOf(objectOf(body)['input']);
  if (line <= REQUESTS_SHOWN) {
    const names = input.map((item) => {
      const { type, role } = objectOf(item);
      return typeof role === 'string' ? `${String(type)}(${role})` : String(type);
    });
    const { counts } = tally(names);
    const evidence = context.evidence(MODEL_FILE, line);
    context.perScenario('order', { area: 'model', subject: `request ${line} input` }, names.join(THEN), evidence);
    for (const [name, count] of counts) {
      context.perScenario(
        'count',
        { area: 'model', subject: `request ${line} count ${name}` },
        countValue(name, count),
        evidence,
      );
    }
  }
  addOutputs(context, input, line);
}

/** The last prompt. Prompts differ from run to run: one that arrived unchanged is `as given`. */
function addPrompt(context: Context, exchange: ModelExchange, line: number, prompts: ReadonlySet<string>): void {
  if (line > REQUESTS_SHOWN) return;
  const prompt = promptOf(exchange);
  context.perScenario(
    'value',
    { area: 'model', subject: `request ${line} prompt` },
    prompt === undefined ? 'none' : promptValue(prompt, prompts),
    context.evidence(MODEL_FILE, line),
  );
}

function promptValue(prompt: string, prompts: ReadonlySet<string>): string {
  if (prompts.has(prompt)) return 'as given';
  return isCut(prompt) ? NOT_KNOWN : normaliseText(prompt);
}

/** The tool outputs since the last answer of the model. */
function addOutputs(context: Context, input: readonly unknown[], line: number): void {
  const since = input.findLastIndex((item) => !String(objectOf(item)['type']).endsWith('_output')) + 1;
  for (const [index, item] of input.slice(since).entries()) {
    const key: KeyParts = { area: 'model', subject: `request ${line} tool output ${index + 1}` };
    const texts = outputTexts(objectOf(item));
    const value = texts.some(isCut) ? NOT_KNOWN : normaliseContents(texts.join('\n'));
    const characters = texts.reduce((sum, text) => sum + wholeLength(text), texts.length - 1);
    const evidence = context.evidence(MODEL_FILE, line);
    context.perScenario('text', key, value, evidence);
    if (characters >= 1000) context.perScenario('size', { ...key, aspect: 'length' }, sizeClass(characters), evidence);
  }
}
