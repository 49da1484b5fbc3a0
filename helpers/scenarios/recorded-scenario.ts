import { SuiteError } from '../util/errors.ts';
import type { Recording } from '../recording/recording.ts';
import { DEPTH } from './depth-scenarios.ts';
import { fitsMode, scenarioOf } from './from-case.ts';
import type { Scenario } from './scenario.ts';

/**
 * The scenario of a recording, with the very prompts and expectations that it had then.
 *
 * @param folder where the recording lies, for messages
 * @throws SuiteError `usage` for a live recording, whose model cannot be asked again, and for turns that no mode has
 */
export function recordedScenario(recording: Recording, folder: string): Scenario {
  const { scenario: name, mode, model_source, expected } = recording;
  if (model_source === 'live') {
    throw new SuiteError('usage', `${folder} was recorded with a live model, which would not answer the same again.`, {
      hint: `Play the scenario as it was: codex-conformance run --live --only ${name}`,
    });
  }
  const depth = DEPTH.find((scenario) => scenario.name === name);
  if (depth !== undefined) return depth;
  if (!fitsMode(mode, expected)) {
    throw new SuiteError('usage', `${folder}: the expected turns in run.json are not those of a scenario of ${mode}.`, {
      hint: 'Record the scenario again, or restore the folder.',
    });
  }
  return scenarioOf({ name, mode, expected });
}
