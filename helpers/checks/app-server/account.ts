import { EMITS_SCHEMA } from '../../codex/capabilities.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, changeServerMessages, isResponseTo } from '../../mutations/wire.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import { messagesOf, onWire, serverMessages } from '../../queries/wire-messages.ts';
import type { ProcessRecord, Recording } from '../../recording/recording.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README, sourceIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';

/** Notifications of the server itself: their methods, the limits of the account, the installation. */
export const serverNotificationChecks: readonly Check[] = [
  {
    id: 'app-server/schema/methods-declared',
    clause: 'Each notification and request of the server has a method that the binary declares.',
    level: 'must',
    authority: { kind: 'schema', reference: 'codex app-server generate-json-schema' },
    language: 'app-server',
    needs: [EMITS_SCHEMA],
    judge(recording) {
      const { protocol } = recording;
      if (protocol === undefined) return failIfAny([], 0, 'methods, as no schema was recorded');
      const judged = serverMessages(recording).flatMap(({ process, message: { line, message } }): Evidence[][] => {
        if (message.kind !== 'notification' && message.kind !== 'request') return [];
        // Up to 0.114 each event is sent twice, once in a form without a schema.
        if (message.method.startsWith('codex/event/')) return [];
        const isDeclared = protocol.methods[`server ${message.kind}`].includes(message.method);
        return [
          isDeclared
            ? []
            : [{ ...onWire(process, line, 'method'), expected: 'a declared method', actual: message.method }],
        ];
      });
      return failIfAny(judged.flat(), judged.length, 'methods of the server, all declared');
    },
    mutants: () => ({
      'misspells a notification': changeServerMessages(
        ({ id, method }) => id === undefined && method !== undefined,
        (message) => [{ ...message, method: `${String(message['method'])}z` }],
      ),
      'uses an old name': changeServerMessages(
        ({ method }) => method === 'item/agentMessage/delta',
        (message) => [{ ...message, method: 'agentMessage/delta' }],
      ),
    }),
  },
  {
    id: 'app-server/account/limits-as-provided',
    clause:
      'Where the provider sends no limits, those of the account are the default ones and have no windows, credits or plan.',
    level: 'should',
    assumes: ['has-turn', 'rate-limits'],
    authority: sourceIn('codex-api/src/rate_limits.rs: without headers a snapshot of the limit codex is empty'),
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const isProvided = recording.model.some(({ reply }) => /rate_limits|"plan_type"/.test(reply.body));
      const limits = isProvided ? [] : notificationsOf(recording, 'account/rateLimits/updated');
      const found = limits.flatMap(({ process, line, params }) => {
        const all = objectIn(params, 'rateLimits');
        return LIMITS.filter((field) => field in all && all[field] !== (field === 'limitId' ? 'codex' : null)).map(
          (field): Evidence => {
            const expected = field === 'limitId' ? 'codex' : 'null';
            return { ...onWire(process, line, `rateLimits.${field}`), expected, actual: JSON.stringify(all[field]) };
          },
        );
      });
      return failIfAny(found, limits.length, 'reports of limits without a limit');
    },
    mutants: () => ({
      'reports a window': inLimits({ primary: { usedPercent: 1 } }),
      'reports credits': inLimits({ credits: { hasCredits: true } }),
    }),
  },
  {
    id: 'app-server/account/none-without-login',
    clause: 'Where there is neither a login nor a key in the environment, account/read returns no account.',
    level: 'must',
    assumes: ['reads-account'],
    authority: README,
    language: 'app-server',
    judge({ processes, files }) {
      const hasLogin = files.some(({ path }) => /(?:^|\/)auth\.json$/.test(path));
      const judged = processes
        .filter(({ env_names }) => !hasLogin && !env_names.some((name) => name.endsWith('_API_KEY')))
        .flatMap((process) =>
          messagesOf(process).flatMap(({ line, message, answers }): Evidence[][] => {
            if (message.kind !== 'response' || answers?.method !== 'account/read') return [];
            const { account } = objectOf(message.result);
            if (account === null) return [[]];
            return [
              [
                {
                  ...onWire(process, line, 'account/read: account'),
                  expected: 'null',
                  actual: JSON.stringify(account),
                },
              ],
            ];
          }),
        );
      return failIfAny(judged.flat(), judged.length, 'accounts of nobody');
    },
    mutants: () => ({
      'reports a key': inAccount({ type: 'apiKey' }),
      'reports an account of ChatGPT': inAccount({ type: 'chatgpt', email: 'a@example.com', planType: 'pro' }),
    }),
  },
  {
    id: 'app-server/remote-control/installation-as-sent',
    clause: 'The reported installationId is that of the requests to the model.',
    level: 'should',
    assumes: ['reaches-model'],
    authority: sourceIn('core/src/turn_metadata.rs: installation_id'),
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const reports = notificationsOf(recording, 'remoteControl/status/changed').flatMap((report) => {
        const sent = installationsSent(recording, report.process);
        return sent.size === 0 ? [] : [{ ...report, sent }];
      });
      const found = reports.flatMap(({ process, line, params, sent }): Evidence[] => {
        const actual = textIn(params, 'installationId') ?? '';
        if (sent.has(actual)) return [];
        return [{ ...onWire(process, line, 'installationId'), expected: [...sent].join(', '), actual }];
      });
      return failIfAny(found, reports.length, 'installations as in requests to the model');
    },
    mutants: () => ({
      'reports another installation': changeNotifications('remoteControl/status/changed', (params) => [
        { ...params, installationId: '01999999-0000-4000-8000-000000000000' },
      ]),
      'reports no installation': changeNotifications('remoteControl/status/changed', (params) => [
        { ...params, installationId: null },
      ]),
    }),
  },
];

function inAccount(account: JsonObject): Mutation {
  return changeServerMessages(isResponseTo('account/read'), (message) => [
    { ...message, result: { ...objectOf(message['result']), account } },
  ]);
}

/** The limits that upstream's snapshot has. */
const LIMITS = [
  'limitId',
  'limitName',
  'normalModelSlug',
  'primary',
  'secondary',
  'credits',
  'individualLimit',
  'spendControlReached',
  'planType',
  'rateLimitReachedType',
];

interface Notified {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly params: JsonObject;
}

function notificationsOf(recording: Recording, method: string): Notified[] {
  return serverMessages(recording).flatMap(({ process, message: { line, message } }) =>
    message.kind === 'notification' && message.method === method
      ? [{ process, line, params: objectOf(message.params) }]
      : [],
  );
}

/** The installation ids in the headers and bodies of a process's requests. */
function installationsSent(recording: Recording, { process }: ProcessRecord): ReadonlySet<string> {
  const texts = modelRequests(recording, process).flatMap(({ headers, body }) => [
    ...headers.map(([, value]) => value),
    JSON.stringify(objectOf(body)['client_metadata'] ?? null),
  ]);
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/installation_id\W+([0-9a-f-]{36})/g)].map(([, id]) => id!)),
  );
}

function inLimits(change: JsonObject): Mutation {
  return changeNotifications('account/rateLimits/updated', (params) => [
    { ...params, rateLimits: { ...objectIn(params, 'rateLimits'), ...change } },
  ]);
}
