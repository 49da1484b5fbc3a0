import { join } from 'node:path';
import { textAt } from '../dsl/answers.ts';
import type { Client } from '../dsl/client.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { withClient } from '../dsl/player.ts';
import { UNKNOWN_ID } from './params.ts';

/** A provider that requires a login. */
const OPENAI = { config: { model_provider: '"openai"' } } as const;

/** A profile of permissions that the client writes. */
const PROFILE = { description: 'Reads little.', filesystem: { ':minimal': 'read' } } as const;

/** The instructions of another agent, for the user and for the workspace. */
const INSTRUCTIONS = { '.claude/CLAUDE.md': 'Be brief.\n', 'CLAUDE.md': 'Be exact.\n' } as const;

/** Requests that need an account or another system; the server has to refuse them. */
const REFUSED_WITHOUT_ACCOUNT: readonly (readonly [method: string, params: unknown])[] = [
  ['account/rateLimits/read', null],
  ['account/usage/read', null],
  ['account/workspaceMessages/read', null],
  ['account/rateLimitResetCredit/consume', { idempotencyKey: 'once' }],
  ['account/sendAddCreditsNudgeEmail', { creditType: 'credits' }],
  ['account/gatewayOAuth/login', null],
  ['account/login/cancel', { loginId: 'no id' }],
  ['account/login/start', { type: 'haiku' }],
  ['account/read', []],
  ['mcpServer/oauth/login', { name: 'unknown' }],
  ['feedback/upload', {}],
];

/** The client writes settings, logs in and imports the settings of another agent. */
export const setupScenarios = extendedScenarios(import.meta.url, {
  'app-server/setup/written': {
    about:
      'The client writes values, a model provider, a feature, a profile of permissions and feedback; another server reads them.',
    breaks: ['valid-requests', 'threads', 'same-options', 'writes-nothing'],
    shows: ['reads-config', 'lists'],
    model: [],
    async play({ server, modelUrl, places: { workspace } }) {
      await server(async (client) => {
        await client.initialize();
        await writeValues(client);
        await client.ask('modelProvider/list', {});
        await client.ask('modelProvider/config/write', {
          settings: { type: 'customGateway', name: 'Mine', baseUrl: modelUrl },
        });
        await client.ask('modelProvider/config/write', { settings: {} });
        await client.ask('modelProvider/default/set', { providerId: 'openai' });
        await client.ask('modelProvider/default/set', { providerId: 'unknown' });
        await client.ask('experimentalFeature/enablement/set', {
          enablement: { tool_suggest: false, mentions_v2: false },
        });
        await client.ask('experimentalFeature/enablement/set', { enablement: 7 });
        await client.ask('experimentalFeature/list', { limit: 1000 });
        await client.ask('permissionProfile/list', { cursor: 'no cursor' });
        await client.ask('config/mcpServer/reload', null);
        await client.ask('config/mcpServer/reload', []);
        await client.ask('windowsSandbox/readiness', null);
        await client.ask('windowsSandbox/readiness', []);
        await client.ask('windowsSandbox/setupStart', { mode: 'haiku' });
        await client.ask('configRequirements/read', []);
        const savePath = join(workspace, 'feedback.zip');
        await client.ask('feedback/save', { classification: 'bug', savePath });
        await client.ask('feedback/save', { classification: 'bug', savePath });
      });
      await server(async (client) => {
        await client.initialize();
        await client.ask('config/read', {});
        await client.ask('modelProvider/list', {});
        await client.ask('permissionProfile/list', {});
      });
    },
  },
  'app-server/setup/login': {
    about: 'The client logs in with a key, logs out, and logs in again.',
    breaks: ['valid-requests', 'threads'],
    shows: ['reads-account'],
    model: [],
    play: withClient(async (client) => {
      await client.ask('account/login/start', { type: 'apiKey', apiKey: 'first-key' });
      await client.ask('account/read', {});
      await client.ask('account/logout', null);
      await client.ask('account/read', {});
      await client.ask('account/login/start', { type: 'apiKey', apiKey: 'second-key' });
      await client.ask('account/read', {});
    }, OPENAI),
  },
  'app-server/setup/logout': {
    about: 'The client logs in with a key and out; then it sends what needs an account.',
    breaks: ['valid-requests', 'threads'],
    shows: ['reads-account'],
    model: [],
    play: withClient(async (client) => {
      await client.ask('account/login/start', { type: 'apiKey', apiKey: 'first-key' });
      await client.ask('account/logout', null);
      await client.ask('account/read', {});
      await client.ask('account/logout', []);
      await client.ask('account/login/cancel', { loginId: UNKNOWN_ID });
      await client.ask('account/gatewayOAuth/read', null);
      await client.ask('account/gatewayOAuth/cancel', null);
      await client.ask('account/securitySetup/read', null);
      for (const [method, params] of REFUSED_WITHOUT_ACCOUNT) await client.ask(method, params);
    }, OPENAI),
  },
  'app-server/setup/imported': {
    about: 'The client finds and imports the instructions of another agent, and records an import of its own.',
    breaks: ['valid-requests', 'threads', 'writes-nothing'],
    shows: ['given-files'],
    model: [],
    async play({ server, write, keep, places: { workspace } }) {
      for (const [path, text] of Object.entries(INSTRUCTIONS)) {
        const place = path.startsWith('.') ? 'home' : 'workspace';
        write(place, path, text);
        keep(place, path);
      }
      keep('codexHome', 'AGENTS.md');
      await server(async (client) => {
        await client.initialize();
        const found = await client.ask('externalAgentConfig/detect', { includeHome: true, cwds: [workspace] });
        await client.ask('externalAgentConfig/detect', { cwds: 7 });
        const { items = [] } = (found ?? {}) as { items?: readonly unknown[] };
        const started = await client.ask('externalAgentConfig/import', { migrationItems: items });
        // Without an id the response is sent after the import.
        if (textAt(started, 'importId') !== null) await client.seen('externalAgentConfig/import/completed');
        await client.ask('externalAgentConfig/import', { migrationItems: [{ itemType: 'HAIKU', description: '' }] });
        const own = { itemType: 'SKILLS', source: 'theirs', target: 'ours' };
        await client.ask('externalAgentConfig/import/recordHistory', {
          providerId: 'another-agent',
          itemTypeResults: [{ itemType: 'SKILLS', successes: [own], failures: [] }],
        });
        await client.ask('externalAgentConfig/import/recordHistory', {});
        await client.ask('externalAgentConfig/import/readHistories', null);
        await client.ask('externalAgentConfig/import/readHistories', []);
      });
    },
  },
});

async function writeValues(client: Client): Promise<void> {
  const replace = { mergeStrategy: 'replace' } as const;
  await client.ask('config/value/write', { keyPath: 'model_verbosity', value: 'low', ...replace });
  await client.ask('config/value/write', { keyPath: 'model_verbosity', value: 'high' });
  await client.ask('config/value/write', { keyPath: 'hide_agent_reasoning', value: true, mergeStrategy: 'upsert' });
  const edits = [
    { keyPath: 'model_verbosity', value: 'high', ...replace },
    { keyPath: 'permissions.mine', value: PROFILE, ...replace },
    { keyPath: 'default_permissions', value: 'mine', ...replace },
  ];
  await client.ask('config/batchWrite', { edits, reloadUserConfig: true });
  await client.ask('config/batchWrite', { edits: 7 });
}
