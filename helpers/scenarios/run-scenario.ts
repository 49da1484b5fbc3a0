import { protocolOf } from '../app-server/schema-bundle.ts';
import { readWire, type WireMessage } from '../app-server/wire.ts';
import { cacheFolder } from '../codex/cache-folder.ts';
import { emittedSchema } from '../codex/schema.ts';
import { messageOf } from '../util/errors.ts';
import { objectOf } from '../util/json-object.ts';
import { startNetworkGuard } from '../codex/network-guard.ts';
import { withContents } from '../codex/file-contents.ts';
import { createScenarioFolder, removeTree } from '../codex/run-folder.ts';
import { created, snapshot } from '../codex/snapshot.ts';
import { createWorld, type World } from '../codex/world.ts';
import { startModel } from '../model/server.ts';
import { lackedCapability } from '../recording/lacked-capability.ts';
import { languageOf } from '../recording/mode.ts';
import {
  RECORDER_VERSION,
  RECORDING_SCHEMA_VERSION,
  type ExpectedTurn,
  type RecordedProtocol,
  type Recording,
} from '../recording/recording.ts';
import { createSanitiser } from '../recording/sanitise.ts';
import { livePaths, worldPaths } from './known-paths.ts';
import { watchSilence } from './live-silence.ts';
import { trackSilence } from './silence.ts';
import type { LiveOptions, PlayContext } from './run-config.ts';
import type { Drive, Scenario, ScenarioContext } from './scenario.ts';

/**
 * Plays one scenario, returns the sanitised recording, and removes its world. Errors of the suite are in `harness_errors`;
 * it never rejects for the behaviour of codex.
 */
export async function runScenario(scenario: Scenario, run: PlayContext): Promise<Recording> {
  return run.live === null ? await runScripted(scenario, run) : await runLive(scenario, run, run.live);
}

async function runScripted(scenario: Scenario, run: PlayContext): Promise<Recording> {
  const root = createScenarioFolder(run.runFolder);
  const { script } = scenario;
  const turns = scenario.turns();
  const printsEvents = languageOf(scenario.mode) === 'exec' && !scenario.breaks.includes('event-stream');
  let current = 0;
  const silence = trackSilence();
  const [model, guard] = await Promise.all([
    startModel(script, () => current, silence.over),
    startNetworkGuard(() => current),
  ]);
  const faults: string[] = [];
  let world: World;
  let seen: Recording;
  try {
    const { capabilities, pathDirs } = run.codex;
    const path = process.env['PATH'] ?? '';
    world = createWorld({
      root,
      capabilities,
      pathDirs,
      modelUrl: model.url,
      proxyUrl: guard.url,
      path,
      asShipped: scenario.asShipped,
    });
    const {
      kept = [],
      given = [],
      ...outcome
    } = await drive(scenario, run, {
      cwd: world.workspace,
      turns,
      env: world.env,
      mark: root,
      onSpawn: (number) => {
        current = number;
        if (printsEvents) silence.begins(number);
        run.onSpawn?.();
      },
      onFirstLine: silence.ends,
      modelProgress: () => model.progress(),
      scripted: { places: world, modelUrl: model.url, script, requested: (count) => model.requested(count) },
    });
    seen = {
      ...head(scenario, run, turns, 'scripted'),
      ...outcome,
      given_files: given,
      model: structuredClone(model.exchanges),
      network: [...guard.attempts],
      files: withContents(created(world.before, snapshot(world)), world, kept),
    };
  } finally {
    // The model rejects with an error of its script.
    await Promise.all([model.close().catch((thrown: unknown) => faults.push(messageOf(thrown))), guard.close()]);
    removeTree(root);
  }
  const sanitiser = createSanitiser({ paths: worldPaths(world, run), secrets: [] });
  return sanitiser.recording({ ...seen, harness_errors: [...seen.harness_errors, ...faults] });
}

async function runLive(scenario: Scenario, run: PlayContext, live: LiveOptions): Promise<Recording> {
  const mark = createScenarioFolder(run.runFolder);
  const turns = scenario.turns();
  const watch = watchSilence(scenario.name, (silence) => run.onSilence?.(silence));
  const onSpawn = (): void => {
    watch.onSpawn();
    run.onSpawn?.();
  };
  try {
    // The mark identifies the children of this codex.
    const env = { ...live.env, CODEX_CONFORMANCE_MARK: mark };
    const place = { cwd: live.workspace, env, mark, turns, onSpawn, onEvent: watch.onEvent, scripted: null };
    const outcome = await drive(scenario, run, place);
    const sanitiser = createSanitiser({ paths: livePaths(live, run), secrets: live.secrets });
    return sanitiser.recording({
      ...head(scenario, run, turns, 'live'),
      ...outcome,
      model: [],
      network: [],
      files: [],
    });
  } finally {
    watch.end();
    removeTree(mark);
  }
}

type Place = Pick<
  ScenarioContext,
  'cwd' | 'env' | 'mark' | 'turns' | 'onSpawn' | 'onEvent' | 'onFirstLine' | 'modelProgress' | 'scripted'
>;

async function drive(
  scenario: Scenario,
  run: PlayContext,
  place: Place,
): Promise<Drive & Pick<Recording, 'harness_errors' | 'protocol'>> {
  const { codex, runFolder, deadlineMs, exitGraceMs } = run;
  const lacking = lackedCapability(codex.capabilities, scenario.needs);
  if (lacking !== undefined) return { processes: [], notes: [`The binary lacks ${lacking}.`], harness_errors: [] };
  const context = {
    program: codex.path,
    capabilities: codex.capabilities,
    runFolder,
    deadlineMs,
    exitGraceMs,
    ...place,
  };
  try {
    const driven = await scenario.drive(context);
    const protocol = languageOf(scenario.mode) === 'app-server' ? await protocolSpoken(run, driven) : null;
    return { ...driven, ...(protocol === null ? {} : { protocol }), harness_errors: [] };
  } catch (error) {
    return { processes: [], notes: [], harness_errors: [messageOf(error)] };
  }
}

/** The part of the binary's schema for the messages of a wire, with the experimental API where the client opts in. */
async function protocolSpoken({ codex }: PlayContext, { processes }: Drive): Promise<RecordedProtocol | null> {
  const wire = processes.flatMap((process) => readWire(process.wire));
  const folder = cacheFolder(process.env);
  const bundle = await emittedSchema(codex, folder);
  const isExperimental = wire.some(optsIntoExperiments);
  const experimental = isExperimental ? await emittedSchema(codex, folder, { isExperimental }) : null;
  return protocolOf(bundle, wire, experimental ?? bundle);
}

function optsIntoExperiments({ from, message }: WireMessage): boolean {
  if (from !== 'client' || message.kind !== 'request' || message.method !== 'initialize') return false;
  return objectOf(objectOf(message.params)['capabilities'])['experimentalApi'] === true;
}

function head(
  { name, mode, resumes, breaks, shows, needs, told, fingerprint }: Scenario,
  { codex }: PlayContext,
  turns: readonly ExpectedTurn[],
  model_source: Recording['model_source'],
): Pick<
  Recording,
  'schema_version' | 'recorder' | 'scenario' | 'fingerprint' | 'mode' | 'model_source' | 'codex' | 'expected'
> {
  const { version, sha256, foundBy, path, capabilities } = codex;
  return {
    schema_version: RECORDING_SCHEMA_VERSION,
    recorder: RECORDER_VERSION,
    scenario: name,
    ...(model_source === 'live' ? {} : { fingerprint }),
    mode,
    model_source,
    codex: { version, sha256, found_by: foundBy, path, capabilities },
    expected: {
      turns,
      resumes,
      breaks,
      shows,
      ...(needs === undefined ? {} : { needs }),
      ...(told === undefined ? {} : { told }),
    },
  };
}
