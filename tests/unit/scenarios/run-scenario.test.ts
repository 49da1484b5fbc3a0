import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EMITS_SCHEMA } from '../../../helpers/codex/capabilities.ts';
import { removeTree } from '../../../helpers/codex/run-folder.ts';
import { reasoningModel } from '../../../helpers/model/reasoning.ts';
import { startModel } from '../../../helpers/model/server.ts';
import type { Mode } from '../../../helpers/recording/mode.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import type { Run } from '../../../helpers/scenarios/run-config.ts';
import { runScenario } from '../../../helpers/scenarios/run-scenario.ts';
import type { Scenario } from '../../../helpers/scenarios/scenario.ts';
import { checksOf } from '../../../helpers/scenarios/catalog.ts';
import { coreScenarios, transportScenarios } from '../../../helpers/scenarios/from-case.ts';
import { scenarioResultOf } from '../../../helpers/scenarios/scenario-result-of.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { BUNDLE } from '../app-server/sample-schema.ts';
import { write } from '../codex/temporary.ts';
import { CAPABILITIES, CASES, miniatureCodex, preparedRun, scriptedCodex } from './miniature.ts';

function scenarioOf(mode: Mode): Scenario {
  return coreScenarios(mode, CASES)[0]!;
}

/** What a recording says of the surroundings of its codex. */
function surroundings({ model, network, files, harness_errors }: Recording): object {
  return {
    model: model.map(({ process, method, path, reply, violations }) => ({
      asked: `${process}: ${method} ${path}`,
      answered: `${reply.status}, ${reply.ended_by}`,
      violations,
    })),
    network: network.map(({ process, target }) => `${process}: ${target}`),
    files: files.map(({ place, path, kind }) => `${place}/${path} (${kind})`),
    harness_errors,
  };
}

function leftIn(run: Run): string[] {
  return readdirSync(run.runFolder.path).toSorted();
}

const EMPTY_RUN_FOLDER = ['groups'];
const ASKED_ONCE = { asked: '1: POST /v1/responses', answered: '200, end', violations: [] };
const THREAD = '0199a213-81c0-7800-8aa1-bbab2a035a53';

test('plays no scenario whose capability the binary lacks', async () => {
  const recording = await runScenario(transportScenarios(CASES)[0]!, preparedRun(miniatureCodex));
  const verdicts = new Set(checksOf(recording).map((check) => judge(check, recording).cause));
  const { scenario, turns, notes } = scenarioResultOf(recording, 'some/folder');
  expect({ scenario, processes: recording.processes, turns, notes, verdicts }).toEqual({
    scenario: 'app-server/ws/sum',
    processes: [],
    turns: [],
    notes: ['The binary lacks app-server.listen.ws.'],
    verdicts: new Set(['lacks']),
  });
});

test('records codex, model, files and network of a scenario', async () => {
  const run = preparedRun(miniatureCodex);
  const scenario = scenarioOf('exec_persistent');
  const recording = await runScenario(scenario, run);
  const { schema_version, mode, model_source, codex, expected, notes, processes } = recording;
  expect({ schema_version, scenario: recording.scenario, mode, model_source, codex, expected, notes }).toEqual({
    schema_version: 2,
    scenario: 'exec/persistent/recall',
    mode: 'exec_persistent',
    model_source: 'scripted',
    codex: {
      version: '1.2.3',
      sha256: 'ab'.repeat(32),
      found_by: 'path',
      path: run.codex.path,
      capabilities: CAPABILITIES,
    },
    expected: { turns: expected.turns, resumes: true, breaks: scenario.breaks, shows: ['reply-known', 'resumed'] },
    notes: [],
  });
  const [remember, recall] = expected.turns;
  expect(
    processes.map(({ stdin, exit_code, stdout }) => ({ stdin, exit_code, events: stdout.split('\n').length - 1 })),
  ).toEqual([
    { stdin: remember!.prompt, exit_code: 0, events: 4 },
    { stdin: recall!.prompt, exit_code: 0, events: 4 },
  ]);
  expect(surroundings(recording)).toEqual({
    model: [ASKED_ONCE, { ...ASKED_ONCE, asked: '2: POST /v1/responses' }],
    network: [],
    files: ['codex_home/sessions (folder)', `codex_home/sessions/rollout-2025-09-26T12-00-00-${THREAD}.jsonl (file)`],
    harness_errors: [],
  });
});

test('replaces the paths of the world and removes it', async () => {
  const run = preparedRun(miniatureCodex);
  const { processes } = await runScenario(scenarioOf('exec_stateless'), run);
  expect(processes.map(({ stderr }) => stderr)).toEqual(['in <WORKSPACE_ROOT> <CODEX_HOME> <HOME> <TMPDIR> \n']);
  expect(leftIn(run)).toEqual(EMPTY_RUN_FOLDER);
});

test('an attempt to leave loopback is refused and recorded', async () => {
  const run = preparedRun((folder) => miniatureCodex(folder, 'calls-home'));
  expect(surroundings(await runScenario(scenarioOf('app_server'), run))).toEqual({
    model: [ASKED_ONCE],
    network: ['1: http://home.invalid/'],
    files: ['codex_home/sessions (folder)', `codex_home/sessions/rollout-2025-09-26T12-00-00-${THREAD}.jsonl (file)`],
    harness_errors: [],
  });
});

test('a codex that cannot be started is no fault of the suite', async () => {
  const run = preparedRun((folder) => join(folder, 'missing'));
  const recording = await runScenario(scenarioOf('exec_persistent'), run);
  expect(recording.processes.map(({ ended_by }) => ended_by)).toEqual(['spawn-error']);
  expect(surroundings(recording)).toEqual({ model: [], network: [], files: [], harness_errors: [] });
});

test('a scenario that throws is a fault of the suite', async () => {
  const run = preparedRun((folder) => scriptedCodex(folder, ''));
  const scenario: Scenario = {
    ...scenarioOf('exec_stateless'),
    drive: (stage) => {
      write(join(stage.cwd, 'note.txt'), 'text');
      throw new Error(`cannot go on in ${stage.cwd}`);
    },
  };
  const recording = await runScenario(scenario, run);
  expect([recording.processes, recording.notes]).toEqual([[], []]);
  expect(surroundings(recording)).toEqual({
    model: [],
    network: [],
    files: ['workspace/note.txt (file)'],
    harness_errors: ['cannot go on in <WORKSPACE_ROOT>'],
  });
  expect(leftIn(run)).toEqual(EMPTY_RUN_FOLDER);
});

test('a script that throws is a fault of the suite', async () => {
  const run = preparedRun(miniatureCodex);
  const scenario: Scenario = {
    ...scenarioOf('exec_stateless'),
    script: {
      every: () => {
        throw new Error('the script has no idea');
      },
    },
  };
  const recording = await runScenario(scenario, run);
  expect(recording.processes.map(({ exit_code }) => exit_code)).toEqual([1]);
  expect(surroundings(recording)).toEqual({
    model: [],
    network: [],
    files: [],
    harness_errors: ['the script has no idea'],
  });
  expect(leftIn(run)).toEqual(EMPTY_RUN_FOLDER);
});

test('rejects where the folder of the run cannot be used', async () => {
  const run = preparedRun(miniatureCodex);
  removeTree(run.runFolder.path);
  write(run.runFolder.path, 'a file');
  await expect(runScenario(scenarioOf('exec_stateless'), run)).rejects.toThrow(/^E(?:EXIST|NOTDIR)/);
});

test('records the emitted schema of an app-server wire', async () => {
  const run = preparedRun((folder) => {
    const miniature = miniatureCodex(join(folder, 'miniature'));
    const bundle = write(join(folder, 'bundle.json'), JSON.stringify(BUNDLE));
    const emit = `cp '${bundle}' "$4/codex_app_server_protocol.schemas.json"`;
    return scriptedCodex(folder, `[ "$2" = generate-json-schema ] && exec ${emit}\nexec '${miniature}' "$@"`);
  });
  vi.stubEnv('XDG_CACHE_HOME', join(run.folder, 'cache'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const codex = { ...run.codex, capabilities: [...CAPABILITIES, EMITS_SCHEMA] };
  const { protocol, harness_errors } = await runScenario(scenarioOf('app_server'), { ...run, codex });
  expect([Object.keys(protocol?.messages ?? {}), harness_errors]).toEqual([
    [
      'answer turn/start',
      'client notification initialized',
      'client request initialize',
      'client request turn/start',
      'server notification turn/completed',
      'server notification turn/started',
    ],
    [],
  ]);
  expect(await runScenario(scenarioOf('exec_stateless'), { ...run, codex })).not.toHaveProperty('protocol');
});

test('a live run uses the folders of the user and hides secrets', async ({ onTestFinished }) => {
  const model = await startModel(reasoningModel, () => 0);
  onTestFinished(() => model.close());
  const { folder, ...run } = preparedRun(miniatureCodex);
  const workspace = join(folder, 'work');
  const codexHome = join(folder, 'codex-home');
  mkdirSync(workspace);
  write(join(codexHome, 'config.toml'), `base_url = "${model.url}"\n`);
  const env = {
    CODEX_HOME: codexHome,
    HOME: '/home/somebody',
    TMPDIR: '/elsewhere',
    OWN_API_KEY: 'correct-horse-battery-staple',
  };
  const live = { workspace, env, secrets: ['correct-horse-battery-staple'] };
  const recording = await runScenario(scenarioOf('exec_stateless'), { ...run, live });
  expect([recording.model_source, recording.processes.map(({ env_names, stderr }) => [env_names, stderr])]).toEqual([
    'live',
    [
      [
        ['CODEX_CONFORMANCE_MARK', 'CODEX_HOME', 'HOME', 'OWN_API_KEY', 'TMPDIR'],
        'in <WORKSPACE_ROOT> <CODEX_HOME> <HOME> /elsewhere <REDACTED>\n',
      ],
    ],
  ]);
  expect(surroundings(recording)).toEqual({ model: [], network: [], files: [], harness_errors: [] });
  expect([model.exchanges.length, readdirSync(workspace), leftIn(run)]).toEqual([1, [], EMPTY_RUN_FOLDER]);
});
