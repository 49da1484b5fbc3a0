import { isDeepStrictEqual } from 'node:util';
import { changeLastObject } from '../../mutations/wire-objects.ts';
import { changeRequestBodies } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { cacheKeyOf, modelRequests } from '../../queries/model-requests.ts';
import { messagesOf } from '../../queries/wire-messages.ts';
import type { WireObject } from '../../queries/wire-objects.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README } from './authorities.ts';
import { listIn, objectIn, textIn } from './fields.ts';
import { fieldFault } from './object-agreement.ts';

/** The settings of a thread: what the client asks for, what the server reports, and what the model is sent. */
export const settingsChecks: readonly Check[] = [
  {
    id: 'app-server/settings/agree-with-thread',
    clause: 'The settings in a response or notification equal those of the thread and the environments in it.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => outcome(settingsObjects(recording).flatMap(agreesWithThread), 'settings as in their thread'),
    mutants: () => ({
      'reports another provider': inLast({ modelProvider: 'nobody' }),
      'reports another provider in the thread': changeLastObject(settingsObjects, (settings) => ({
        ...settings,
        thread: { ...objectIn(settings, 'thread'), modelProvider: 'nobody' },
      })),
    }),
  },
  {
    id: 'app-server/settings/as-asked',
    clause: 'A thread has the model, provider, folder, policies, effort and name of the client that were asked for.',
    level: 'must',
    assumes: ['threads'],
    authority: README,
    language: 'app-server',
    judge: (recording) => outcome(settingsObjects(recording).flatMap(asAsked), 'settings as the client asked for'),
    mutants: () => ({
      'has another approval policy': inLast({ approvalPolicy: 'untrusted' }),
      'has another sandbox': inLast({ sandbox: { type: 'externalSandbox' } }),
    }),
  },
  {
    id: 'app-server/settings/as-sent-to-model',
    clause:
      'Requests of a thread to the model name the model, the effort and the working directory that the server reports.',
    level: 'must',
    assumes: ['has-turn', 'reaches-model', 'thread-settings'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge: (recording) => outcome(asSent(recording), 'settings as in requests to the model'),
    mutants: () => ({
      'asks another model': changeRequestBodies((body) => ({ ...body, model: 'another' })),
      'reports another model': inFirstSettings({ model: 'another' }),
    }),
  },
];

/** Responses that begin a thread, with its settings. */
function settingsObjects(recording: Pick<Recording, 'processes'>): WireObject[] {
  return recording.processes.flatMap((process) =>
    messagesOf(process).flatMap(({ line, message, answers }) => {
      if (message.kind !== 'response' || answers === null || !BEGINNING.has(answers.method)) return [];
      const value = objectOf(message.result);
      const place = { process, line, method: answers.method, answered: true, path: 'result', at: ['result'] };
      return [{ ...place, thread: textIn(objectIn(value, 'thread'), 'id'), value }];
    }),
  );
}

const BEGINNING: ReadonlySet<string> = new Set(['thread/start', 'thread/resume', 'thread/fork']);

/** A setting that was judged; null without a fault. */
type Judged = Evidence | null;

function outcome(judged: readonly Judged[], about: string): CheckOutcome {
  const found = judged.filter((one) => one !== null);
  return failIfAny(found, judged.length, about);
}

function equal(object: WireObject, field: string, actual: unknown, expected: unknown): Judged {
  return isDeepStrictEqual(actual, expected) ? null : fieldFault(object, field, { expected, actual });
}

const SHARED = ['model', 'modelProvider', 'cwd', 'reasoningEffort'];

function agreesWithThread(settings: WireObject): Judged[] {
  const { value } = settings;
  const thread = objectIn(value, 'thread');
  const shared = SHARED.filter((field) => field in value && field in thread);
  const environments = listIn(thread, 'environments').map(objectOf);
  const mode = objectIn(objectIn(value, 'collaborationMode'), 'settings');
  return [
    ...shared.map((field) => equal(settings, field, value[field], thread[field])),
    ...environments
      .slice(0, 1)
      .flatMap((first) => [
        equal(settings, 'thread.environments[].cwd', first['cwd'], value['cwd']),
        ...('runtimeWorkspaceRoots' in value
          ? [equal(settings, 'runtimeWorkspaceRoots', value['runtimeWorkspaceRoots'], first['runtimeWorkspaceRoots'])]
          : []),
        equal(settings, 'runtimeWorkspaceRoots', listIn(first, 'runtimeWorkspaceRoots'), [value['cwd']]),
      ]),
    ...('model' in mode ? [equal(settings, 'collaborationMode.settings.model', mode['model'], value['model'])] : []),
    ...('reasoning_effort' in mode
      ? [
          equal(
            settings,
            'collaborationMode.settings.reasoning_effort',
            mode['reasoning_effort'],
            value['reasoningEffort'],
          ),
        ]
      : []),
  ];
}

function asAsked(settings: WireObject): Judged[] {
  const { process, line, value } = settings;
  const message = messagesOf(process)[line - 1];
  const asked = objectOf(message?.answers?.params);
  const thread = objectIn(value, 'thread');
  const config = objectIn(asked, 'config');
  const flags = configFlags(process);
  const isNew = settings.method === 'thread/start';
  const sandbox = textIn(asked, 'sandbox') ?? flags.get('sandbox_mode');
  const wanted: readonly (readonly [string, unknown, unknown])[] = [
    ['model', value['model'], asked['model'] ?? flags.get('model')],
    ['modelProvider', value['modelProvider'], asked['modelProvider'] ?? flags.get('model_provider')],
    ['approvalPolicy', value['approvalPolicy'], asked['approvalPolicy'] ?? flags.get('approval_policy')],
    ['sandbox.type', objectIn(value, 'sandbox')['type'], sandbox === undefined ? undefined : camelCase(sandbox)],
    [
      'reasoningEffort',
      value['reasoningEffort'],
      config['model_reasoning_effort'] ?? flags.get('model_reasoning_effort'),
    ],
    [
      'thread.ephemeral',
      thread['ephemeral'],
      isNew && 'ephemeral' in thread ? (asked['ephemeral'] ?? false) : undefined,
    ],
    ['sandbox.networkAccess', networkOf(objectIn(value, 'sandbox')), false],
    ['serviceTier', value['serviceTier'], 'serviceTier' in value ? (asked['serviceTier'] ?? null) : undefined],
    ['thread.originator', thread['originator'], isNew && 'originator' in thread ? clientOf(process) : undefined],
  ];
  const cwd = textIn(asked, 'cwd');
  const isThere = cwd === null || value['cwd'] === cwd || String(value['cwd']).endsWith(`/${cwd}`);
  return [
    ...wanted
      // The schema says which fields a version has.
      .filter(([, actual, expected]) => actual !== undefined && expected !== undefined)
      .map(([field, actual, expected]) => equal(settings, field, actual, expected)),
    ...(cwd === null ? [] : [isThere ? null : fieldFault(settings, 'cwd', { expected: cwd, actual: value['cwd'] })]),
  ];
}

/** Whether commands reach the network; undefined for a sandbox that does not say so, or has no limits. */
function networkOf({ type, networkAccess }: JsonObject): unknown {
  return type === 'readOnly' || type === 'workspaceWrite' ? networkAccess : undefined;
}

/** The settings in `-c key="value"` on the command line. */
function configFlags({ argv }: ProcessRecord): ReadonlyMap<string, string> {
  const entries = argv.flatMap((argument, index) => {
    const [, key, value] = (argv[index - 1] === '-c' && /^(\w+)="([^"]*)"$/.exec(argument)) || [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return new Map(entries);
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function clientOf(process: ProcessRecord): string | undefined {
  for (const { from, message } of messagesOf(process)) {
    if (from !== 'client' || message.kind !== 'request' || message.method !== 'initialize') continue;
    return textIn(objectIn(objectOf(message.params), 'clientInfo'), 'name') ?? undefined;
  }
  return undefined;
}

function asSent(recording: Recording): Judged[] {
  return recording.processes.flatMap((process) => {
    const own = settingsObjects({ processes: [process] });
    return modelRequests(recording, process.process).flatMap((exchange): Judged[] => {
      const settings = own.find(({ thread }) => thread === cacheKeyOf(exchange));
      if (settings === undefined || overridesSettings(process)) return [];
      const body = objectOf(exchange.body);
      const { model, reasoningEffort, cwd } = settings.value;
      const text = JSON.stringify(body['input'] ?? null);
      const isTold = /<cwd>/.test(text);
      const isThere = typeof cwd === 'string' && text.includes(`<cwd>${JSON.stringify(cwd).slice(1, -1)}</cwd>`);
      const sentEffort = objectIn(body, 'reasoning')['effort'];
      return [
        equal(settings, 'model', model, body['model']),
        ...(typeof reasoningEffort === 'string' && sentEffort !== undefined
          ? [equal(settings, 'reasoningEffort', reasoningEffort, sentEffort)]
          : []),
        ...(isTold
          ? [isThere ? null : fieldFault(settings, 'cwd', { expected: 'that of the request', actual: cwd })]
          : []),
      ];
    });
  });
}

const OVERRIDES = ['model', 'effort', 'cwd', 'collaborationMode'];

/** Whether a turn asks for settings of its own: which of the requests have them is not known. */
function overridesSettings(process: ProcessRecord): boolean {
  return messagesOf(process).some(({ from, message }) => {
    if (from !== 'client' || message.kind !== 'request') return false;
    const params: JsonObject = objectOf(message.params);
    return (
      (message.method === 'turn/start' && OVERRIDES.some((field) => field in params)) ||
      message.method === 'review/start'
    );
  });
}

function inLast(change: JsonObject): Mutation {
  return changeLastObject(settingsObjects, (settings) => ({ ...settings, ...change }));
}

function inFirstSettings(change: JsonObject): Mutation {
  return changeLastObject(
    (recording) => settingsObjects(recording).slice(0, 1),
    (settings) => ({ ...settings, ...change }),
  );
}
