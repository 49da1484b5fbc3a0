import { failIfAny, type Check } from '../../checks/check.ts';
import { testedIn } from '../../checks/app-server/authorities.ts';
import { faultOfCall } from '../../checks/app-server/call-faults.ts';
import { listIn, textIn } from '../../checks/app-server/fields.ts';
import { changeFiles } from '../../mutations/recording.ts';
import { changeListed } from '../../mutations/wire-results.ts';
import { changeResultOf } from '../../mutations/wire.ts';
import { clientCalls } from '../../queries/client-calls.ts';
import { objectOf } from '../../util/json-object.ts';

/** The files of the other agent, and the places of those that replace them. */
const INSTRUCTIONS = [
  { place: 'home', path: '.claude/CLAUDE.md', target: 'codex_home' },
  { place: 'workspace', path: 'CLAUDE.md', target: 'workspace' },
] as const;

/** What a client imports from another agent is on disk and in the history. */
export const importOnDisk: Check = {
  id: 'app-server/setup/import-on-disk',
  clause:
    'After an import each AGENTS.md has the text of the instructions of the other agent, and the history lists the import with its provider.',
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
    const textOf = (place: string, path: string): string | undefined =>
      files.find((one) => one.place === place && one.path === path)?.text;
    const compared = processes.flatMap((process) => {
      const calls = clientCalls(process).filter(({ result }) => result !== null);
      const imports = calls.filter(({ method }) => method === 'externalAgentConfig/import');
      const listed = [...imports, ...calls.filter(({ method }) => method.endsWith('/recordHistory'))];
      const histories = calls.filter(({ method }) => method.endsWith('/readHistories'));
      return [
        ...imports.flatMap((call) =>
          INSTRUCTIONS.map(({ place, path, target }) =>
            faultOfCall(call, `AGENTS.md from ${path}`, textOf(place, path) ?? 'a text', textOf(target, 'AGENTS.md')),
          ),
        ),
        ...histories.flatMap((call) => {
          const data = listIn(call.result!, 'data').map(objectOf);
          return listed.map(({ params, result }) => {
            const importId = textIn(result!, 'importId') ?? 'an id';
            const own = data.find((one) => one['importId'] === importId);
            const expected = { importId, provider: params['providerId'] ?? null };
            return faultOfCall(call, 'data', expected, own && { importId, provider: own['providerId'] ?? null });
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
    'names another provider': changeListed('externalAgentConfig/import/readHistories', (one) => [
      { ...one, providerId: 'other' },
    ]),
  }),
};
