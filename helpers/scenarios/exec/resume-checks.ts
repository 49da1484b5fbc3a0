import { changeRequestBodies } from '../../mutations/model-requests.ts';
import { eachRequest } from '../../checks/exec/request-contents.ts';
import { UNKNOWN_MODEL } from '../dsl/player.ts';
import { beside } from '../beside.ts';
import { RESUMED_MODEL } from './resume.ts';

/** Settings of resumed turns. */
export const resumeScenarioChecks = beside({
  'exec/resume/other-settings': [
    eachRequest(
      {
        id: 'exec/resume/settings-reach-model',
        effects: ['exec resume --model'],
        clause: 'The model that a resumed turn names is the one that gets its requests.',
        level: 'must',
        authority: {
          kind: 'source',
          reference: 'openai/codex codex-rs/exec/tests/suite/resume.rs: preserves_cli_configuration_overrides',
        },
        mutants: () => ({
          'stays with the model of before': changeRequestBodies((body) => ({ ...body, model: UNKNOWN_MODEL })),
          'asks a model of its own choice': changeRequestBodies((body) => ({ ...body, model: 'default-model' })),
        }),
      },
      ({ process, body }) => {
        const { model } = body as { model?: unknown };
        const expected = process === 1 ? UNKNOWN_MODEL : RESUMED_MODEL;
        return model === expected ? undefined : { subject: 'the model', expected, actual: String(model) };
      },
    ),
  ],
});
