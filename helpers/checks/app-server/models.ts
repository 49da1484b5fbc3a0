import type { Mutation } from '../../mutations/mutation.ts';
import { changeServerMessages, isResponseTo } from '../../mutations/wire.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import type { Recording } from '../../recording/recording.ts';
import { listOf, objectOf, parseJsonObject, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { sourceIn } from './authorities.ts';
import { listIn } from './fields.ts';
import { covers } from './item-sources.ts';

/** The file of a configured catalogue, in CODEX_HOME. */
export const MODEL_CATALOGUE = 'models.json';

/** The fields of a model in `model/list`, with their values in the catalogue. */
const FIELDS: Readonly<Record<string, (model: JsonObject) => unknown>> = {
  id: ({ slug }) => slug,
  model: ({ slug }) => slug,
  displayName: ({ display_name }) => display_name,
  description: ({ description }) => description,
  defaultReasoningEffort: ({ default_reasoning_level }) => default_reasoning_level,
  supportedReasoningEfforts: ({ supported_reasoning_levels }) =>
    listOf(supported_reasoning_levels)
      .map(objectOf)
      .map(({ effort, description }) => ({ reasoningEffort: effort, description })),
  inputModalities: ({ input_modalities }) => input_modalities,
};

/** The models that are listed agree with the catalogue that the user configured. */
export const modelListChecks: readonly Check[] = [
  {
    id: 'app-server/models/as-configured',
    effects: ['model/list'],
    clause: 'model/list has the models of the configured catalogue, by priority, and each of them as it is there.',
    level: 'must',
    assumes: ['given-models'],
    authority: sourceIn('app-server/src/models.rs: model_from_preset'),
    language: 'app-server',
    judge(recording) {
      const expected = configured(recording);
      // Older recordings have no texts of files.
      const lists = expected.length === 0 ? [] : wholeLists(recording);
      const found = lists.flatMap(({ place, models }): Evidence[] => {
        const [wanted, listed] = [expected, models].map((all) => all.map(({ id }) => id).join(', '));
        if (wanted !== listed) return [{ ...place('models'), expected: wanted!, actual: listed! }];
        return expected.flatMap((model, index) =>
          Object.entries(model).flatMap(([field, value]) => {
            const actual = models[index]![field];
            if (covers(value, actual)) return [];
            const about = place(`${field} of ${String(model['id'])}`);
            return [{ ...about, expected: JSON.stringify(value), actual: JSON.stringify(actual) ?? 'nothing' }];
          }),
        );
      });
      return failIfAny(found, lists.length * expected.length, 'models of the configured catalogue');
    },
    mutants: () => ({
      'leaves out the first model': changeModels((models) => models.slice(1)),
      'lists the models in another order': changeModels((models) => models.toReversed()),
      'shows another name': changeModels((models) => models.map((one) => ({ ...one, displayName: 'Another' }))),
      'has one effort less': changeModels((models) =>
        models.map((one) => ({ ...one, supportedReasoningEfforts: listOf(one['supportedReasoningEfforts']).slice(1) })),
      ),
    }),
  },
];

/** The models of the file, as `model/list` has them. */
function configured({ files }: Recording): JsonObject[] {
  const file = files.find(({ place, path }) => place === 'codex_home' && path === MODEL_CATALOGUE);
  if (file?.text === undefined) return [];
  return listOf(parseJsonObject(file.text)?.['models'])
    .map(objectOf)
    .toSorted((a, b) => Number(a['priority']) - Number(b['priority']))
    .map((model) => Object.fromEntries(Object.entries(FIELDS).map(([field, valueOf]) => [field, valueOf(model)])));
}

function wholeLists({ processes }: Recording) {
  return processes.flatMap((process) =>
    messagesOf(process).flatMap(({ line, message, answers }) => {
      if (message.kind !== 'response' || answers?.method !== 'model/list') return [];
      if (Object.keys(objectOf(answers.params)).length > 0) return [];
      const place = (about: string): Evidence => onWire(process, line, `model/list: ${about}`);
      return [{ place, models: listIn(objectOf(message.result), 'data').map(objectOf) }];
    }),
  );
}

function changeModels(change: (models: readonly JsonObject[]) => readonly unknown[]): Mutation {
  return changeServerMessages(isResponseTo('model/list'), (message) => {
    const result = objectOf(message['result']);
    return [{ ...message, result: { ...result, data: change(listIn(result, 'data').map(objectOf)) } }];
  });
}
