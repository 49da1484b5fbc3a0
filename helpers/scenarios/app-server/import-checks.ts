import { failIfAny, type Check } from '../../checks/check.ts';
import { testedIn } from '../../checks/app-server/authorities.ts';
import { faultOfCall } from '../../checks/app-server/call-faults.ts';
import { listIn } from '../../checks/app-server/fields.ts';
import { changeFiles } from '../../mutations/recording.ts';
import { changeResultOf } from '../../mutations/wire.ts';
import { clientCalls } from '../../queries/client-calls.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';

/** What a client imports from another agent is on disk and in the history. */
export const importOnDisk: Check = {
  id: 'app-server/setup/import-on-disk',
  clause:
    'Each instructions file that an import reports has the text of its source, and the history lists the import with its provider.',
  level: 'must',
  authority: testedIn('v2/external_agent_config.rs'),
  language: 'app-server',
  needsClient: true,
  effects: [
    'externalAgentConfig/detect',
    'externalAgentConfig/import',
    'externalAgentConfig/import/recordHistory',
    'externalAgentConfig/import/readHistories',
  ],
  judge({ processes, files }) {
    const texts = new Map(files.map(({ place, path, text }) => [`${PLACES[place]}/${path}`, text]));
    const compared = processes.flatMap((process) => {
      const calls = clientCalls(process).filter(({ result }) => result !== null);
      const found = calls
        .filter(({ method }) => method === 'externalAgentConfig/detect')
        .flatMap((call) =>
          listIn(call.result!, 'items').map((one) => ({ call, about: String(objectOf(one)['description']) })),
        );
      const imports = calls.filter(({ method }) => /\/import(?:\/recordHistory)?$/.test(method));
      const migrated = imports.some(({ method }) => method.endsWith('/import')) ? found : [];
      const histories = calls.filter(({ method }) => method.endsWith('/readHistories'));
      return [
        ...migrated.flatMap(({ call, about }) => {
          const [, source, target] = /^Migrate (\S+) to (\S+)$/.exec(about) ?? [];
          return source === undefined ? [] : [faultOfCall(call, about, texts.get(source), texts.get(target!))];
        }),
        ...histories.flatMap((call) => {
          const listed = listIn(call.result!, 'data').map(objectOf);
          return imports.map(({ params, result }) => {
            const { importId } = result!;
            const own = listed.find((one) => one['importId'] === importId);
            const provider = params['providerId'] ?? null;
            return faultOfCall(
              call,
              'data',
              { importId, provider },
              { importId: own?.['importId'], provider: own?.['providerId'] ?? null },
            );
          });
        }),
      ];
    });
    return failIfAny(compared.flat(), compared.length, 'imports, each on disk and in the history');
  },
  mutants: () => ({
    'writes another text': changeFiles((files) =>
      files.map((one) => (one.path === 'AGENTS.md' ? { ...one, text: 'Be loud.\n' } : one)),
    ),
    'imports nothing': changeFiles((files) => files.filter(({ path }) => path !== 'AGENTS.md')),
    'lists no history': changeResultOf('externalAgentConfig/import/readHistories', () => ({ data: [] })),
    'names another provider': changeResultOf('externalAgentConfig/import/readHistories', ({ data }) => ({
      data: (data as JsonObject[]).map((one) => ({ ...one, providerId: 'other' })),
    })),
  }),
};

const PLACES = { home: '<HOME>', codex_home: '<CODEX_HOME>', tmp: '<TMPDIR>', workspace: '<WORKSPACE_ROOT>' } as const;
