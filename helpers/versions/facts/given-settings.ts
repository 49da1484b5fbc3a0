import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf, parseJsonObject } from '../../util/json-object.ts';

/** The subject of the fact that says whether the model that a scenario asks for is requested. */
export const MODEL_SETTING = 'setting model';

/** The models that the client of a recording asks for: by `--model`, by `-c model=…`, and in the params of its requests. */
export function givenModels({ processes }: Pick<Recording, 'processes'>): ReadonlySet<unknown> {
  return new Set(processes.flatMap((process) => [...modelsInArguments(process), ...modelsOnWire(process)]));
}

function modelsInArguments({ argv }: ProcessRecord): string[] {
  return argv.flatMap((argument, index) => {
    const [, joined] = /^--model=(.*)$/s.exec(argument) ?? [];
    if (joined !== undefined) return [joined];
    if (argument === '-m' || argument === '--model') return argv[index + 1] ?? [];
    const [, configured] = /^(?:--config=)?model\s*=\s*"?([^"]*)"?$/.exec(argument) ?? [];
    return configured ?? [];
  });
}

function modelsOnWire({ wire }: ProcessRecord): string[] {
  return wire.flatMap(({ from, text }) => {
    const { model } = from === 'client' ? objectOf(parseJsonObject(text)?.['params']) : {};
    return typeof model === 'string' ? [model] : [];
  });
}
