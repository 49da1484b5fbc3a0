import { MODEL_CATALOGUE } from '../../checks/app-server/models.ts';
import { extendedScenarios } from '../dsl/extended-scenarios.ts';
import { UNSANDBOXED, withClient } from '../dsl/player.ts';

const QUERIES: readonly (readonly [method: string, params: unknown])[] = [
  ['thread/list', {}],
  ['thread/list', { cursor: 'no cursor' }],
  ['thread/loaded/list', {}],
  ['model/list', { limit: 2 }],
  ['modelProvider/capabilities/read', {}],
  ['config/read', { includeLayers: true }],
  ['configRequirements/read', null],
  ['account/read', {}],
  ['account/rateLimits/read', null],
  ['skills/list', {}],
  ['hooks/list', {}],
  ['plugin/list', {}],
  ['app/list', {}],
  ['mcpServerStatus/list', {}],
  ['experimentalFeature/list', { limit: 3 }],
  ['permissionProfile/list', {}],
  ['fuzzyFileSearch', { query: 'HEAD', roots: [] }],
  ['fs/getMetadata', { path: '/' }],
];

/** Lists with so many elements on a page. */
const LISTS = [
  ['model/list', 2],
  ['experimentalFeature/list', 20],
] as const;

const SKILLS = [
  { place: 'codexHome', path: 'skills/mine/SKILL.md', name: 'mine' },
  { place: 'workspace', path: '.codex/skills/ours/SKILL.md', name: 'ours' },
] as const;

/** The catalogue of models that the user configures. */
const MODELS = ['one', 'two', 'three', 'four', 'five'].map((name, index) => ({
  slug: `model-${name}`,
  display_name: `Model ${name}`,
  description: `The model of the place ${index + 1}.`,
  default_reasoning_level: index % 2 === 0 ? 'low' : 'high',
  supported_reasoning_levels: [
    { effort: 'low', description: `Model ${name} answers soon.` },
    { effort: 'high', description: `Model ${name} thinks for long.` },
  ],
  input_modalities: index % 2 === 0 ? ['text'] : ['text', 'image'],
  priority: index + 1,
  visibility: 'list',
  base_instructions: 'Answer.',
  upgrade: null,
  shell_type: 'shell_command',
  supported_in_api: true,
  supports_reasoning_summaries: true,
  support_verbosity: false,
  default_verbosity: null,
  apply_patch_tool_type: null,
  truncation_policy: { mode: 'bytes', limit: 10_000 },
  supports_parallel_tool_calls: false,
  context_window: 100_000,
  experimental_supported_tools: [],
}));

/** Requests that need no thread and no turn. */
export const queryScenarios = extendedScenarios(import.meta.url, {
  'app-server/queries/read-only': {
    about: 'The client sends all read-only requests that need no thread.',
    breaks: ['valid-requests', 'threads'],
    shows: ['reads-config', 'reads-account', 'lists', 'lists-skills'],
    idle: true,
    model: [],
    play: withClient(async (client) => {
      for (const [method, params] of QUERIES) await client.ask(method, params);
    }),
  },
  'app-server/queries/config': {
    about:
      'The client writes the configuration: a value, an invalid one, one for an outdated version, several at once.',
    breaks: ['valid-requests', 'threads'],
    shows: ['reads-config'],
    model: [],
    play: withClient(async (client) => {
      const write = async (value: unknown, more: object = {}): Promise<unknown> =>
        await client.ask('config/value/write', {
          keyPath: 'model_reasoning_effort',
          value,
          mergeStrategy: 'replace',
          ...more,
        });
      await write('high');
      await write(7);
      await write('low', { expectedVersion: 'sha256:0' });
      const edits = [{ keyPath: 'model_verbosity', value: 'low', mergeStrategy: 'replace' }];
      await client.ask('config/batchWrite', { edits });
      await client.ask('config/read', {});
    }),
  },
  'app-server/queries/catalogue': {
    about:
      'The client lists the models of a configured catalogue and the features, whole and page by page, and skills of the user and of the workspace.',
    breaks: ['valid-requests', 'threads', 'writes-nothing'],
    shows: ['pages', 'lists-skills', 'given-files', 'given-models'],
    model: [],
    async play({ server, write, keep }) {
      const catalogue = write('codexHome', MODEL_CATALOGUE, JSON.stringify({ models: MODELS }));
      keep('codexHome', MODEL_CATALOGUE);
      for (const { place, path, name } of SKILLS) {
        write(place, path, `---\nname: ${name}\ndescription: Does what ${name} does.\n---\n\nDo it.\n`);
        keep(place, path);
      }
      await server(
        async (client) => {
          await client.initialize();
          for (const [method, limit] of LISTS) {
            await client.ask(method, {});
            await client.pages(method, limit);
          }
          await client.ask('skills/list', {});
        },
        { config: { model_catalog_json: JSON.stringify(catalogue) } },
      );
    },
  },
  'app-server/queries/command': {
    about: 'The client runs commands: one that succeeds, one that fails, one that times out, and an empty one.',
    breaks: ['valid-requests', 'threads', 'writes-nothing', 'notifies'],
    shows: ['known-commands'],
    model: [],
    play: withClient(async (client) => {
      const sandboxPolicy = { type: 'dangerFullAccess' };
      await client.ask('command/exec', { command: ['echo', 'one'], sandboxPolicy });
      await client.ask('command/exec', { command: ['sh', '-c', 'echo two >&2; exit 3'], sandboxPolicy });
      await client.ask('command/exec', { command: ['sleep', '30'], timeoutMs: 100, sandboxPolicy });
      await client.ask('command/exec', { command: [], sandboxPolicy });
      await client.ask('command/exec', { command: ['no-such-program'], sandboxPolicy });
    }, UNSANDBOXED),
  },
});
