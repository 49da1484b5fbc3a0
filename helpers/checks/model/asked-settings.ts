import { changeRequestBodies } from '../../mutations/model-requests.ts';
import { settingsAsked, type AskedSetting } from '../../queries/asked-settings.ts';
import { agentOf, isCompaction, type RequestView } from '../../queries/request-views.ts';
import { isJsonObject, listOf, objectOf } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { CLIENT } from './authorities.ts';
import { inRequest, NOTHING_COMPARED, requestCheck, type RequestComparison } from './each-request.ts';

/** The value of a setting in a request; undefined where the request cannot have it. */
const VALUES: Readonly<Record<AskedSetting['key'], (view: RequestView) => unknown>> = {
  model: ({ body }) => body['model'],
  // A model without metadata is not asked to reason, up to 0.13x.
  model_reasoning_effort: ({ body }) => fieldIn(body['reasoning'], 'effort'),
  model_reasoning_summary: ({ body }) => fieldIn(body['reasoning'], 'summary'),
  model_verbosity: ({ body }) => fieldIn(body['text'], 'verbosity'),
  developer_instructions: textsOfDeveloper,
};

/** The settings of the command line in the requests to the model. */
export const askedSettingsChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/settings-as-asked',
      clause:
        'A request has the model, the effort, the summary, the verbosity and the instructions that the command line asked for.',
      level: 'must',
      assumes: ['reaches-model'],
      language: 'exec',
      authority: CLIENT,
      mutants: () => ({
        'asks another model': changeRequestBodies((body) => ({ ...body, model: 'default-model' })),
        'forgets the effort': changeRequestBodies((body) => ({
          ...body,
          ...(isJsonObject(body['reasoning']) ? { reasoning: { summary: 'auto' } } : {}),
        })),
        'asks for another effort': changeRequestBodies((body) => ({
          ...body,
          ...(isJsonObject(body['reasoning']) ? { reasoning: { ...body['reasoning'], effort: 'minimal' } } : {}),
        })),
      }),
    },
    'settings',
    (views, { processes }) =>
      views.map((view) => {
        const own = processes.find(({ process }) => process === view.exchange.process);
        return compared(view, own === undefined || own.wire.length > 0 ? [] : settingsAsked(own.argv));
      }),
  ),
];

function compared(view: RequestView, asked: readonly AskedSetting[]): RequestComparison {
  if (isCompaction(view) || agentOf(view) !== 'main') return NOTHING_COMPARED;
  const judged = asked.flatMap(({ key, value }) => {
    const actual = VALUES[key](view);
    return actual === undefined ? [] : [{ key, value, actual }];
  });
  return {
    count: judged.length,
    found: judged
      .filter(({ key, value, actual }) =>
        key === 'developer_instructions' ? !(actual as string).includes(value) : actual !== value,
      )
      .map(({ key, value, actual }) => inRequest(view, `${key} is not as asked`, value, actual)),
  };
}

function fieldIn(value: unknown, name: string): unknown {
  return isJsonObject(value) ? (value[name] ?? null) : undefined;
}

function textsOfDeveloper({ input }: RequestView): string {
  return input
    .map(objectOf)
    .filter(({ role }) => role === 'developer')
    .flatMap(({ content }) => listOf(content).map((part) => objectOf(part)['text']))
    .join('\n');
}
