import { changeAllInputTexts, changeRequestBodies } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { settingsAsked, type AskedSetting } from '../../queries/asked-settings.ts';
import { agentOf, isCompaction, type RequestView } from '../../queries/request-views.ts';
import type { Recording } from '../../recording/recording.ts';
import { isJsonObject, listOf, objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { CLIENT } from './authorities.ts';
import { inRequest, NOTHING_COMPARED, requestCheck, type RequestComparison } from './each-request.ts';

/** The sandbox in the input of a request, in most versions and in old ones. */
const SANDBOX = /`sandbox_mode` is `([\w-]+)`|<sandbox_mode>([\w-]+)</g;

const FOLDER = /<cwd>(.*?)<\/cwd>/g;

/** The value of a setting in a request; undefined where the request cannot have it. */
const VALUES: Readonly<Record<AskedSetting['key'], (view: RequestView) => unknown>> = {
  model: ({ body }) => body['model'],
  // Up to 0.13x, a request for a model without metadata has no `reasoning`.
  model_reasoning_effort: ({ body }) => fieldIn(body['reasoning'], 'effort'),
  model_reasoning_summary: ({ body }) => fieldIn(body['reasoning'], 'summary'),
  model_verbosity: ({ body }) => fieldIn(body['text'], 'verbosity'),
  developer_instructions: textsOfDeveloper,
  sandbox_mode: (view) => lastMatch(view, SANDBOX),
  cwd: (view) => lastMatch(view, FOLDER),
};

/** Settings that are in the texts of the input, and in no field. */
const IN_TEXTS: ReadonlySet<string> = new Set(['sandbox_mode', 'cwd']);

/** Comparisons of settings that a request does not repeat literally. */
const IS_SHOWN: Readonly<Partial<Record<AskedSetting['key'], (actual: string, asked: string) => boolean>>> = {
  developer_instructions: (actual, asked) => actual.includes(asked),
  // The command line may have a path relative to a folder that is not recorded.
  cwd: (actual, asked) => actual === asked || actual.endsWith(`/${asked.replace(/^\.\//, '')}`),
};

/** The settings of the command line in the requests to the model. */
export const askedSettingsChecks: readonly Check[] = [
  requestCheck(
    {
      id: 'run/model/settings-as-asked',
      clause:
        'A request has the model, the effort, the summary, the verbosity and the instructions of the command line.',
      level: 'must',
      assumes: ['reaches-model', 'asked-settings'],
      language: 'exec',
      authority: CLIENT,
      mutants: () => ({
        'asks another model': changeRequestBodies((body) => ({ ...body, model: 'default-model' })),
        'forgets the effort': changeField('reasoning', { effort: undefined }),
        'asks for another effort': changeField('reasoning', { effort: 'minimal' }),
        'asks for another summary': changeField('reasoning', { summary: 'none' }),
        'asks for another verbosity': changeField('text', { verbosity: 'medium' }),
        'alters the instructions': changeAllInputTexts((text) => text.toLowerCase()),
      }),
    },
    'settings',
    (views, recording) => views.map((view) => compared(view, recording, (key) => !IN_TEXTS.has(key))),
  ),
  requestCheck(
    {
      id: 'run/model/context-as-asked',
      clause: 'A request names the sandbox and the folder of the command line.',
      level: 'must',
      assumes: ['reaches-model', 'asked-context'],
      language: 'exec',
      authority: CLIENT,
      mutants: () => ({
        'names another sandbox': changeAllInputTexts((text) =>
          text.replaceAll(SANDBOX, (all) => all.replace(/[\w-]+(?=[`<]$)/, 'another')),
        ),
        'names the sandbox and the folder in capitals': changeAllInputTexts((text) =>
          inCapitals(inCapitals(text, SANDBOX), FOLDER),
        ),
      }),
    },
    'settings in texts',
    (views, recording) => views.map((view) => compared(view, recording, (key) => IN_TEXTS.has(key))),
  ),
];

function compared(
  view: RequestView,
  { processes }: Recording,
  isJudged: (key: AskedSetting['key']) => boolean,
): RequestComparison {
  const own = processes.find(({ process }) => process === view.exchange.process);
  if (own === undefined || own.wire.length > 0 || isCompaction(view) || agentOf(view) !== 'main')
    return NOTHING_COMPARED;
  const asked = settingsAsked(own.argv).filter(({ key }) => isJudged(key));
  const judged = asked.flatMap(({ key, value }) => {
    const actual = VALUES[key](view);
    return actual === undefined ? [] : [{ key, value, actual }];
  });
  return {
    count: judged.length,
    found: judged
      .filter(({ key, value, actual }) => {
        const isShown = IS_SHOWN[key];
        return isShown === undefined || typeof actual !== 'string' ? actual !== value : !isShown(actual, value);
      })
      .map(({ key, value, actual }) => inRequest(view, `${key} differs from the command line`, value, actual)),
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

/** The first group of the last match in the texts of the input; undefined if there is none. */
function lastMatch({ input }: RequestView, pattern: RegExp): string | undefined {
  const texts = input.flatMap((item) => listOf(objectOf(item)['content']).map((part) => objectOf(part)['text']));
  const [, one, other] = [...texts.join('\n').matchAll(pattern)].at(-1) ?? [];
  return one ?? other;
}

function inCapitals(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (all: string, one?: string, other?: string) => {
    const value = one ?? other!;
    return all.replace(value, value.toUpperCase());
  });
}

function changeField(name: string, change: JsonObject): Mutation {
  return changeRequestBodies((body) => {
    const value = body[name];
    return isJsonObject(value) ? { ...body, [name]: { ...value, ...change } } : body;
  });
}
