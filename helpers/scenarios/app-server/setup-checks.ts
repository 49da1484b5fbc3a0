import { failIfAny, type Check } from '../../checks/check.ts';
import { README, testedIn } from '../../checks/app-server/authorities.ts';
import { faultOfCall } from '../../checks/app-server/call-faults.ts';
import { listIn, objectIn, textIn } from '../../checks/app-server/fields.ts';
import { changeFiles } from '../../mutations/recording.ts';
import { changeListed } from '../../mutations/wire-results.ts';
import { changeResultOf } from '../../mutations/wire.ts';
import { clientCalls, type ClientCall } from '../../queries/client-calls.ts';
import type { Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { beside } from '../beside.ts';
import { importOnDisk } from './import-checks.ts';
import { loginKept } from './login-checks.ts';

const valuesLast: Check = {
  id: 'app-server/setup/values-last',
  clause: 'config/read of a later server has the last value of each key that a client wrote.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['config/value/write', 'config/batchWrite', 'config/read'],
  judge(recording) {
    const { before, after } = writesAndReads(recording);
    const written = new Map(before.flatMap(plainValues));
    const compared = after
      .filter(({ method }) => method === 'config/read')
      .flatMap((read) =>
        [...written].map(([key, value]) => faultOfCall(read, key, value, objectIn(read.result!, 'config')[key])),
      );
    return failIfAny(compared.flat(), compared.length, 'written values, each as in a later server');
  },
  mutants: () => ({
    'forgets the values': changeResultOf('config/read', () => ({ config: {} })),
    'has another value': changeResultOf('config/read', (result) => ({
      config: { ...objectIn(result, 'config'), model_verbosity: 'medium' },
    })),
  }),
};

const providersLast: Check = {
  id: 'app-server/setup/providers-last',
  clause:
    'modelProvider/list of a later server has each provider that a client wrote, and as default the one that it set last.',
  level: 'must',
  authority: testedIn('v2/model_provider.rs'),
  language: 'app-server',
  needsClient: true,
  effects: ['modelProvider/config/write', 'modelProvider/default/set', 'modelProvider/list'],
  judge(recording) {
    const { before, after } = writesAndReads(recording);
    const written = before.filter(({ method }) => method === 'modelProvider/config/write');
    const chosen = before.findLast(({ method }) => method === 'modelProvider/default/set');
    const compared = after
      .filter(({ method }) => method === 'modelProvider/list')
      .flatMap((list) => {
        const named = (id: unknown): JsonObject =>
          objectOf(listIn(list.result!, 'data').find((one) => objectOf(one)['id'] === id));
        const providers = written.map(({ params, result }) => {
          const { name, baseUrl } = objectIn(params, 'settings');
          const own = named(objectIn(result!, 'provider')['id']);
          return faultOfCall(list, 'data', { name, baseUrl }, { name: own['name'], baseUrl: own['baseUrl'] });
        });
        const standard = chosen?.params['providerId'];
        if (chosen === undefined) return providers;
        return [...providers, faultOfCall(list, 'defaultProviderId', standard, list.result!['defaultProviderId'])];
      });
    return failIfAny(compared.flat(), compared.length, 'providers, each as in a later server');
  },
  mutants: () => ({
    'forgets the providers': changeResultOf('modelProvider/list', () => ({ data: [] })),
    'has another address': changeListed('modelProvider/list', (one) => [{ ...one, baseUrl: 'http://127.0.0.1:1/v1' }]),
    'keeps the old default': changeResultOf('modelProvider/list', () => ({ defaultProviderId: 'scripted' })),
  }),
};

const profilesListed: Check = {
  id: 'app-server/setup/profiles-listed',
  clause: 'permissionProfile/list has each profile that a client wrote, once, with its description.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['permissionProfile/list'],
  judge(recording) {
    const { before, after } = writesAndReads(recording);
    const profiles = before.flatMap(editsIn).filter(({ key }) => key.startsWith('permissions.'));
    const compared = after
      .filter(({ method }) => method === 'permissionProfile/list')
      .flatMap((list) =>
        profiles.map(({ key, value }) => {
          const id = key.slice('permissions.'.length);
          const own = listIn(list.result!, 'data')
            .map(objectOf)
            .filter((one) => one['id'] === id);
          return faultOfCall(
            list,
            id,
            [objectOf(value)['description']],
            own.map(({ description }) => description),
          );
        }),
      );
    return failIfAny(compared.flat(), compared.length, 'written profiles, each listed');
  },
  mutants: () => ({
    'lists no profile': changeResultOf('permissionProfile/list', () => ({ data: [] })),
    'lists no description': changeListed('permissionProfile/list', (one) => [{ ...one, description: null }]),
  }),
};

const featuresSet: Check = {
  id: 'app-server/setup/features-set',
  clause: 'experimentalFeature/list has each feature as the client set it before, if the response named the feature.',
  level: 'must',
  authority: testedIn('v2/experimental_feature_list.rs'),
  language: 'app-server',
  needsClient: true,
  effects: ['experimentalFeature/enablement/set', 'experimentalFeature/list'],
  judge({ processes }) {
    const compared = processes.flatMap((process) => {
      const set = new Map<string, unknown>();
      return clientCalls(process).flatMap((call) => {
        if (call.result === null) return [];
        if (call.method === 'experimentalFeature/enablement/set') {
          const reported = objectIn(call.result, 'enablement');
          for (const [name, value] of Object.entries(objectIn(call.params, 'enablement'))) {
            if (name in reported) set.set(name, value);
          }
        }
        if (call.method !== 'experimentalFeature/list') return [];
        const listed = listIn(call.result, 'data').map(objectOf);
        return [...set].map(([name, value]) =>
          faultOfCall(call, name, value, listed.find((one) => one['name'] === name)?.['enabled']),
        );
      });
    });
    return failIfAny(compared.flat(), compared.length, 'features, each as set');
  },
  mutants: () => ({
    'ignores the setting': changeListed('experimentalFeature/list', (one) => [{ ...one, enabled: true }]),
    'lists no feature': changeResultOf('experimentalFeature/list', () => ({ data: [] })),
  }),
};

const feedbackSaved: Check = {
  id: 'app-server/setup/feedback-saved',
  clause: 'feedback/save leaves a file with content at the path that the client named.',
  level: 'must',
  authority: README,
  language: 'app-server',
  needsClient: true,
  effects: ['feedback/save'],
  judge({ processes, files }) {
    const saved = processes
      .flatMap(clientCalls)
      .filter(({ method, result }) => method === 'feedback/save' && result !== null);
    const compared = saved.map((call) => {
      const name = textIn(call.params, 'savePath')?.replace('<WORKSPACE_ROOT>/', '');
      const size = files.find(({ place, path }) => place === 'workspace' && path === name)?.size ?? 0;
      return size > 0 ? [] : faultOfCall(call, 'savePath', 'a file with content', `${size} bytes`);
    });
    return failIfAny(compared.flat(), compared.length, 'saved files, each on disk');
  },
  mutants: () => ({
    'saves no file': changeFiles((files) => files.filter(({ place }) => place !== 'workspace')),
    'saves an empty file': changeFiles((files) => files.map((one) => ({ ...one, size: 0 }))),
  }),
};

/** Checks of what a client sets up. */
export const setupChecks = beside({
  'app-server/setup/written': [valuesLast, providersLast, profilesListed, featuresSet, feedbackSaved],
  'app-server/setup/login': [loginKept],
  'app-server/setup/logout': [loginKept],
  'app-server/setup/imported': [importOnDisk],
});

/** The requests with a result of the first server, and of the later ones. */
function writesAndReads({ processes }: Recording): { readonly before: ClientCall[]; readonly after: ClientCall[] } {
  const [before = [], ...after] = processes.map((one) => clientCalls(one).filter(({ result }) => result !== null));
  return { before, after: after.flat() };
}

interface Edit {
  readonly key: string;
  readonly value: unknown;
}

function editsIn({ method, params }: ClientCall): Edit[] {
  const edits =
    method === 'config/value/write' ? [params] : method === 'config/batchWrite' ? listIn(params, 'edits') : [];
  return edits.map(objectOf).map(({ keyPath, value }) => ({ key: String(keyPath), value }));
}

/** The values of keys without a table. */
function plainValues(call: ClientCall): [string, unknown][] {
  return editsIn(call).flatMap(({ key, value }): [string, unknown][] => (key.includes('.') ? [] : [[key, value]]));
}
