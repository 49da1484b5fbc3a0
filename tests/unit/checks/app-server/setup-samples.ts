import { withoutProtocol } from '../../../../helpers/mutations/recording.ts';
import type { FileRecord, Recording, WireLine } from '../../../../helpers/recording/recording.ts';
import { APP_SERVER } from '../samples.ts';
import { answer, notification, request, type Sent } from './wires.ts';

function sample(scenario: string, servers: readonly (readonly Sent[])[], files: readonly FileRecord[] = []): Recording {
  const processes = servers.map((messages, index) => {
    const wire = messages.map(([from, message], t_ms): WireLine => ({ t_ms, from, text: JSON.stringify(message) }));
    return { ...APP_SERVER.processes[0]!, process: index + 1, wire };
  });
  const expected = { turns: [], resumes: false };
  return withoutProtocol({ ...APP_SERVER, scenario, expected, processes, model: [], files });
}

function call(id: number, method: string, params: object | null, result: object = {}): Sent[] {
  return [request(id, method, params ?? undefined), answer(id, result)];
}

function file(place: FileRecord['place'], path: string, text: string): FileRecord {
  return { place, path, kind: 'file', size: text.length, text };
}

const URL = 'http://127.0.0.1:9/v1';

const WRITTEN = sample(
  'app-server/setup/written',
  [
    [
      ...call(1, 'config/value/write', { keyPath: 'model_verbosity', value: 'low' }),
      ...call(2, 'config/batchWrite', {
        edits: [
          { keyPath: 'model_verbosity', value: 'high' },
          { keyPath: 'permissions.mine', value: { description: 'Reads little.' } },
        ],
      }),
      ...call(
        3,
        'modelProvider/config/write',
        { settings: { type: 'customGateway', name: 'Mine', baseUrl: URL } },
        { provider: { id: 'mine' } },
      ),
      ...call(8, 'modelProvider/default/set', { providerId: 'openai' }),
      ...call(4, 'modelProvider/default/set', { providerId: 'mine' }),
      ...call(5, 'experimentalFeature/enablement/set', { enablement: { one: false } }, { enablement: { one: false } }),
      ...call(6, 'experimentalFeature/list', {}, { data: [{ name: 'one', enabled: false }] }),
      ...call(7, 'feedback/save', { savePath: '<WORKSPACE_ROOT>/feedback.zip' }),
    ],
    [
      ...call(1, 'config/read', {}, { config: { model_verbosity: 'high' }, origins: {} }),
      ...call(
        2,
        'modelProvider/list',
        {},
        { data: [{ id: 'mine', name: 'Mine', baseUrl: URL }], defaultProviderId: 'mine' },
      ),
      ...call(3, 'permissionProfile/list', {}, { data: [{ id: 'mine', description: 'Reads little.' }] }),
    ],
  ],
  [file('workspace', 'feedback.zip', 'PK')],
);

const updated = (authMode: string | null): Sent => notification('account/updated', { authMode, planType: null });

const LOGIN = [
  ...call(1, 'account/login/start', { type: 'apiKey' }, { type: 'apiKey' }),
  updated('apikey'),
  ...call(2, 'account/read', {}, { account: { type: 'apiKey' } }),
];

const LOGGED_IN = sample('app-server/setup/login', [LOGIN], [file('codex_home', 'auth.json', '{}')]);

const LOGGED_OUT = sample('app-server/setup/logout', [
  [...LOGIN, ...call(3, 'account/logout', null), updated(null), ...call(4, 'account/read', {}, { account: null })],
]);

const IMPORTED = sample(
  'app-server/setup/imported',
  [
    [
      ...call(
        1,
        'externalAgentConfig/detect',
        { includeHome: true },
        {
          items: [{ itemType: 'AGENTS_MD', description: 'Migrate <HOME>/.claude/CLAUDE.md to <CODEX_HOME>/AGENTS.md' }],
        },
      ),
      ...call(2, 'externalAgentConfig/import', { migrationItems: [] }, { importId: 'i' }),
      ...call(3, 'externalAgentConfig/import/readHistories', null, {
        data: [{ importId: 'i', providerId: null, completedAtMs: 1, successes: [], failures: [] }],
      }),
    ],
  ],
  [
    file('home', '.claude/CLAUDE.md', 'Be brief.\n'),
    file('codex_home', 'AGENTS.md', 'Be brief.\n'),
    file('workspace', 'CLAUDE.md', 'Be exact.\n'),
    file('workspace', 'AGENTS.md', 'Be exact.\n'),
  ],
);

/** Clients that write settings, log in and import. */
export const SETUP_SAMPLES: readonly Recording[] = [WRITTEN, LOGGED_IN, LOGGED_OUT, IMPORTED];
