import { resolve } from 'node:path';
import { interruptible } from '../../codex/interrupt.ts';
import type { Check } from '../../checks/check.ts';
import { createNoiseFilter, type NoiseFilter } from '../../versions/diff/noise.ts';
import { type RequirementResult, requirementResults } from '../../versions/upgrade/report.ts';
import { createEvaluator } from '../../versions/upgrade/evaluate.ts';
import { scenariosFor } from '../../versions/upgrade/scenarios.ts';
import { streamFacts } from '../../versions/upgrade/stream-facts.ts';
import {
  type ScenarioChecks,
  parseRequirements,
  type Requirements,
  type StreamFacts,
  withMatchingFacts,
} from '../../versions/upgrade/parse-requirements.ts';
import { SuiteError } from '../../util/errors.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { invalidInput, readInput } from '../../inputs/input-file.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { loadUses, type Uses, USES_HINT } from '../../inputs/uses.ts';
import { jsonOf } from '../../util/text/json-text.ts';
import { upgradeResult, upgradeSchema } from '../../formats/upgrade/json.ts';
import { upgradeMarkdown } from '../../formats/upgrade/markdown.ts';
import { upgradeText } from '../../formats/upgrade/text.ts';
import { answerOf, type Upgrade } from '../../formats/upgrade/upgrade.ts';
import { plural } from '../../util/text/phrases.ts';
import { planOf, type Selection } from '../../scenarios/plan.ts';
import { loadRunConfig } from '../../scenarios/load-run-config.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import type { UpgradeOptions } from '../commands/can-i-upgrade.ts';
import type { Io } from '../io.ts';
import { matrixSource } from '../../versions/upgrade/matrix-source.ts';
import { twoFolders } from '../../versions/upgrade/recorded-source.ts';
import type { SourceRequest, UpgradeSource } from '../../versions/upgrade/source.ts';

const SUCCESS = 0;
const BROKEN = 1;
const UNKNOWN = 4;
const MATRIX = 'outputs/matrix';

/**
 * The command `can-i-upgrade`: whether the requirements of a consumer hold in another version. Returns 1 if one breaks,
 * with `--strict` 4 if none is known to, but one is unknown.
 *
 * @throws SuiteError for what the user must fix, and `usage` if all requirements are unknown
 */
export async function canIUpgrade(options: UpgradeOptions, io: Io): Promise<number> {
  const { from, to, format } = options;
  const config = await loadRunConfig({ cwd: io.cwd, env: io.env });
  const { wanted, name } = await readRequirements(options, config, io);
  const upgrade = await interruptible(async (signal): Promise<Upgrade> => {
    const source = await sourceOf(options, { wanted, config, io, signal });
    const { requirements, problems } = withMatchingFacts(wanted, source.from);
    if (problems.length > 0) {
      throw invalidInput(name, problems, 'See all facts of a version: codex-conformance history DIR --format json');
    }
    const filter = createNoiseFilter((await loadNoise()).noise);
    const results = requirementResults(requirements, createEvaluator(source.from, source.to, filter));
    return {
      from: { spec: from, version: source.from.version },
      to: { spec: to, version: source.to.version },
      source: source.kind,
      results: options.search ? await withBreaks(results, source, filter) : results,
    };
  });
  io.stdout(FORMATS[format](upgrade, io));
  const answer = answerOf(upgrade);
  if (answer === 'no') return BROKEN;
  if (answer === 'unknown' && options.strict === true) return UNKNOWN;
  if (upgrade.results.some(({ outcome }) => outcome !== 'unknown')) return SUCCESS;
  throw new SuiteError('usage', 'All requirements are unknown.', {
    hint: 'The report has the reasons. A matrix has recordings of all scenarios: codex-conformance matrix --help',
  });
}

const FORMATS: Readonly<Record<UpgradeOptions['format'], (upgrade: Upgrade, io: Io) => string>> = {
  text: (upgrade, { style }) => upgradeText(upgrade, style),
  md: upgradeMarkdown,
  json: (upgrade) => jsonOf(upgradeSchema, upgradeResult(upgrade)),
};

interface NamedRequirements {
  readonly wanted: Requirements;
  /** Of the files. */
  readonly name: string;
}

async function readRequirements(
  { uses: file, fromStream }: UpgradeOptions,
  config: RunConfig,
  io: Io,
): Promise<NamedRequirements> {
  if (file === undefined && fromStream.length === 0) {
    throw new SuiteError('usage', 'can-i-upgrade needs --uses FILE or --from-stream FILE.', {
      hint: 'List what you rely on in a file, or give a stream that you captured; docs/upgrade.md has an example.',
    });
  }
  const uses = file === undefined ? NOTHING : await loadUses(resolve(io.cwd, file));
  const name = file ?? fromStream.join(', ');
  const streams = [
    ...uses.streams.map(({ text, path }) => ({ source: text, path })),
    ...fromStream.map((text) => ({ source: text, path: resolve(io.cwd, text) })),
  ];
  const facts = await Promise.all(streams.map(readStream));
  const { problems, ...wanted } = parseRequirements(uses, facts, planned({ ...config, only: [] }));
  if (problems.length > 0) throw invalidInput(name, problems, USES_HINT);
  return { wanted, name };
}

const NOTHING: Uses = { checks: [], facts: [], flags: [], methods: [], streams: [] };

async function readStream({ source, path }: { source: string; path: string }): Promise<StreamFacts> {
  const text = await readInput(path, 'the stream', 'Name a file with a stream that you captured.');
  return { source, keys: streamFacts(text, source) };
}

function planned(selection: Selection): ScenarioChecks[] {
  return planOf(selection).map(({ scenario: { name }, checks }) => ({ name, checks }));
}

interface SourceContext {
  readonly wanted: Requirements;
  readonly config: RunConfig;
  readonly io: Io;
  readonly signal: AbortSignal;
}

async function sourceOf(
  { from, to, matrix }: { readonly from: string; readonly to: string; readonly matrix?: string },
  { wanted, config, io, signal }: SourceContext,
): Promise<UpgradeSource> {
  const checks = new Set(wanted.requirements.flatMap((one): Check[] => (one.kind === 'check' ? [one.check] : [])));
  const request: SourceRequest = { from, to, cwd: io.cwd, checks };
  const folders = await Promise.all([from, to].map((spec) => isFolder(resolve(io.cwd, spec))));
  if (folders.every(Boolean)) return await twoFolders(request);
  if (folders.some(Boolean)) {
    throw new SuiteError('usage', `Only one of ${from} and ${to} is a folder.`, {
      hint: 'Give two folders of recordings, or two versions.',
    });
  }
  const recorded = await matrixSource(resolve(io.cwd, matrix ?? MATRIX), request, matrix !== undefined);
  if (recorded !== null) return recorded;
  const core = planned({ ...config, only: [], extended: false }).map(({ name }) => name);
  const only = scenariosFor(wanted, planned({ ...config, only: [] }), core);
  // What plays is not for every system.
  const { playedSource } = await import('../../versions/upgrade/played-source.ts');
  return await playedSource({
    ...request,
    config: { ...config, only },
    scenarios: only.length,
    env: io.env,
    signal,
    onNotice: (text) => io.stderr(`note: ${text}\n`),
    onPlay: (version, count) => io.stderr(`codex ${version}: ${plural(count, 'scenario')}\n`),
  });
}

async function withBreaks(
  results: readonly RequirementResult[],
  source: UpgradeSource,
  filter: NoiseFilter,
): Promise<readonly RequirementResult[]> {
  const broken = results.filter(({ outcome }) => outcome === 'broken').map(({ requirement }) => requirement);
  if (broken.length === 0) return results;
  const breaks = await source.findBreaks(broken, (snapshot, requirements) => {
    const evaluate = createEvaluator(source.from, snapshot, filter);
    return new Map(requirements.map((requirement) => [requirement, evaluate(requirement).after.status]));
  });
  return results.map((result) => ({ ...result, breaks: breaks.get(result.requirement) ?? null }));
}
