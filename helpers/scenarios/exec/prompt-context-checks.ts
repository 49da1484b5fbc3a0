import {
  changeRequestBodies,
  changeRequestInput,
  changeLastRequest,
  changeAllInputTexts,
} from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { isDeepStrictEqual } from 'node:util';
import { refusal } from '../../checks/exec/refusal.ts';
import { contentParts, eachRequest, bodyText, textsInOrder } from '../../checks/exec/request-contents.ts';
import { beside } from '../beside.ts';
import { AGENTS, PIXEL, SCHEMA_FILE } from './prompt-context.ts';
import type { JsonObject } from '../../util/json-object.ts';

/** The schema, images and AGENTS.md files of a prompt reach the model. */
export const promptContextChecks = beside({
  'exec/schema/sent': [
    eachRequest(
      {
        id: 'exec/schema/in-each-request',
        effects: ['exec --output-schema', 'exec resume --output-schema'],
        clause: 'A schema for the answer goes with each request of the turn, as it stands in its file.',
        level: 'must',
        authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/output_schema.rs' },
        mutants: () => ({
          'forgets the schema': changeRequestBodies((body) => ({ ...body, text: undefined })),
          'sends another schema': format((own) => ({ ...own, schema: { type: 'object' } })),
          'asks for any JSON': format(() => ({ type: 'json_object' })),
          'forgets it in the last request': changeLastRequest((body) => ({ ...body, text: undefined })),
        }),
      },
      ({ body }, { files }) => {
        const expected = files.find(({ path }) => path === SCHEMA_FILE)?.text ?? 'null';
        const { text } = body as { text?: { format?: { type?: unknown; schema?: unknown } } };
        const sent = text?.format;
        if (sent?.type === 'json_schema' && isDeepStrictEqual(sent.schema, JSON.parse(expected))) return undefined;
        return { subject: 'the schema', expected, actual: JSON.stringify(sent) ?? 'none' };
      },
    ),
  ],
  'exec/schema/unreadable': [
    refusal({
      id: 'exec/schema/unreadable-refused',
      clause: 'A schema that cannot be read ends codex with a code other than 0 before the model is asked.',
      level: 'must',
      authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/src/lib.rs: load_output_schema' },
    }),
  ],
  'exec/image/attached': [
    eachRequest(
      {
        id: 'exec/image/reaches-model',
        effects: ['exec --image'],
        clause: 'A picture that is given beside the prompt is in the request, as a data URL of its bytes.',
        level: 'must',
        authority: {
          kind: 'source',
          reference: 'openai/codex sdk/typescript/tests/run.test.ts: forwards images',
        },
        mutants: () => ({
          'sends no picture': parts((all) => all.filter(({ type }) => type !== 'input_image')),
          'sends another picture': parts((all) =>
            all.map((part) => ({ ...part, image_url: String(part['image_url']).replace('NkY', 'NkZ') })),
          ),
          'sends the path of the picture': parts((all) =>
            all.map((part) => (part['type'] === 'input_image' ? { ...part, image_url: 'point.png' } : part)),
          ),
        }),
      },
      (exchange) => {
        if (exchange.process > 1) return undefined;
        const images = contentParts(exchange).filter(({ type }) => type === 'input_image');
        const expected = `data:image/png;base64,${PIXEL}`;
        if (images.some(({ image_url }) => image_url === expected)) return undefined;
        return { subject: 'the picture', expected, actual: JSON.stringify(images) };
      },
    ),
  ],
  'exec/context/agents-files': [
    eachRequest(
      {
        id: 'exec/context/agents-files-in-order',
        clause:
          'Instructions for agents reach the model from the outermost to the innermost: CODEX_HOME, the repository, the folder.',
        level: 'must',
        authority: {
          kind: 'source',
          reference: 'openai/codex codex-rs/exec/tests/suite/agents_md.rs; docs/agents_md.md',
        },
        mutants: () => ({
          'forgets those of the home': changeAllInputTexts((text) => text.replace(AGENTS.home, '')),
          'forgets those of the folder': changeAllInputTexts((text) => text.replace(AGENTS.folder, '')),
          'sends them from the innermost': changeAllInputTexts((text) => text.split('\n').toReversed().join('\n')),
        }),
      },
      (exchange) => textsInOrder(exchange, [AGENTS.home, AGENTS.repository, AGENTS.folder]),
    ),
  ],
  'exec/context/agents-override': [
    eachRequest(
      {
        id: 'exec/context/override-replaces',
        clause: 'AGENTS.override.md reaches the model, and AGENTS.md beside it does not.',
        level: 'should',
        authority: { kind: 'source', reference: 'openai/codex codex-rs/exec/tests/suite/agents_md.rs' },
        mutants: () => ({
          'sends both': changeAllInputTexts((text) => `${AGENTS.overridden}\n${text}`),
          'sends what is replaced': changeAllInputTexts(() => AGENTS.overridden),
          'sends none': changeAllInputTexts(() => 'no instructions'),
        }),
      },
      (exchange) =>
        bodyText(exchange).includes(AGENTS.overridden)
          ? { subject: 'the text', expected: AGENTS.override, actual: AGENTS.overridden }
          : textsInOrder(exchange, [AGENTS.override]),
    ),
  ],
});

function format(change: (own: JsonObject) => JsonObject): Mutation {
  return changeRequestBodies((body) => ({
    ...body,
    text: { format: change((body['text'] as { format: JsonObject }).format) },
  }));
}

function parts(change: (all: readonly JsonObject[]) => readonly JsonObject[]): Mutation {
  return changeRequestInput((input) =>
    input.map((item) => ({ ...item, content: change(item['content'] as readonly JsonObject[]) })),
  );
}
