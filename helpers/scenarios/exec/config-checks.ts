import { changeRequestBodies, changeAllInputTexts } from '../../mutations/model-requests.ts';
import { refusal } from '../../checks/exec/refusal.ts';
import { eachRequest, textsInOrder } from '../../checks/exec/request-contents.ts';
import { beside } from '../beside.ts';
import { CONFIGURATION } from '../../checks/exec/authorities.ts';
import { DEVELOPER_INSTRUCTIONS, OVERRIDDEN_MODEL, PROFILE_MODELS } from './config.ts';

/** Settings on the command line and in files. */
export const configChecks = beside({
  'exec/config/refused': [
    refusal({
      id: 'exec/config/invalid-refused',
      clause: 'A configuration that is not valid ends codex with a code other than 0 before the model is asked.',
      level: 'must',
      authority: {
        kind: 'source',
        reference: 'openai/codex codex-rs/exec/src/lib.rs: "Error loading config.toml"',
      },
    }),
  ],
  'exec/config/profile': [
    eachRequest(
      {
        id: 'exec/config/profile-reaches-model',
        effects: ['exec --profile'],
        clause: 'A profile sets the model: that of its file, or that of its table in config.toml.',
        level: 'must',
        authority: CONFIGURATION,
        mutants: () => ({
          'asks for the default model': changeRequestBodies((body) => ({ ...body, model: 'default-model' })),
          'asks for the model of another profile': changeRequestBodies((body) => ({
            ...body,
            model: body['model'] === PROFILE_MODELS[2] ? PROFILE_MODELS[3] : PROFILE_MODELS[2],
          })),
        }),
      },
      (exchange) => {
        const expected = PROFILE_MODELS[exchange.process];
        const { model } = exchange.body as { model?: unknown };
        if (expected === undefined || model === expected) return undefined;
        return { subject: 'the model', expected, actual: String(model) };
      },
    ),
  ],
  'exec/config/overrides': [
    eachRequest(
      {
        id: 'exec/config/overrides-reach-model',
        effects: ['exec --config'],
        clause:
          'Instructions and the model that are set on the command line are those of the request, also as words that are not TOML.',
        level: 'must',
        authority: {
          kind: 'source',
          reference: 'openai/codex codex-rs/utils/cli/src/config_override.rs; sdk/typescript/tests/run.test.ts',
        },
        mutants: () => ({
          'asks another model': changeRequestBodies((body) => ({ ...body, model: 'default-model' })),
          'drops the instructions': changeAllInputTexts(() => 'no instructions'),
          'cuts the words at the first quote': changeAllInputTexts((text) => text.replace(/".*/s, '')),
        }),
      },
      (exchange) => {
        const { model } = exchange.body as { model?: unknown };
        if (model !== OVERRIDDEN_MODEL) {
          return { subject: 'the model', expected: OVERRIDDEN_MODEL, actual: String(model) };
        }
        return textsInOrder(exchange, [DEVELOPER_INSTRUCTIONS]);
      },
    ),
  ],
});
