import { resolve } from 'node:path';
import { interruptible } from '../../codex/interrupt.ts';
import type { Check } from '../../checks/check.ts';
import { createMask } from '../../versions/diff/noise.ts';
import { answer, type Answered } from '../../versions/upgrade/report.ts';
import { createLook } from '../../versions/upgrade/evaluate.ts';
import { scenariosFor } from '../../versions/upgrade/scenarios.ts';
import { streamFacts } from '../../versions/upgrade/stream-facts.ts';
import {
  type JudgedScenario,
  thingsOf,
  type Wanted,
  wantedOf,
  type WantedStream,
} from '../../versions/upgrade/parse-requirements.ts';
import { SuiteError } from '../../util/errors.ts';
import { isFolder } from '../../util/fs/is-folder.ts';
import { invalidInput, readInput } from '../../inputs/input-file.ts';
import { loadNoise } from '../../inputs/noise.ts';
import { loadUses, type Uses, USES_HINT } from '../../inputs/uses.ts';
import { jsonText } from '../../formats/run/json.ts';
import { upgradeResult } from '../../formats/upgrade/json.ts';
import { upgradeMarkdown } from '../../formats/upgrade/markdown.ts';
import { upgradeText } from '../../formats/upgrade/text.ts';
import type { Upgrade } from '../../formats/upgrade/upgrade.ts';
import { countWords } from '../../formats/terminal/words.ts';
import { planOf, type Selection } from '../../scenarios/plan.ts';
import { prepareFrame, type RunFrame } from '../../scenarios/prepare-run.ts';
import type { OptionsOf } from '../commands.ts';
import type { Io } from '../io.ts';
import { matrixSource } from '../../versions/upgrade/matrix-source.ts';
import { playedSource } from '../../versions/upgrade/played-source.ts';
import { twoFolders } from '../../versions/upgrade/recorded-source.ts';
import type { SourceRequest, UpgradeSource } from '../../versions/upgrade/source.ts';

const SUCCESS = 0;
const BROKEN = 1;
const MATRIX = 'outputs/matrix';

/**
 * The command `can-i-upgrade`: whether what a consumer relies on holds in another version. Returns 1 if something breaks.
 *
 * @throws SuiteError for whatever the user has to mend first, and `usage` if nothing at all can be known
 */
export async function canIUpgrade(options: OptionsOf<'can-i-upgrade'>, io: Io): Promise<number> {
  const { from, to, format } = options;
  if (from === undefined || to === undefined) {
    throw new SuiteError('usage', 'can-i-upgrade needs --from A and --to B.', {
      hint: 'Write it as in: codex-conformance can-i-upgrade --from 0.98.0 --to latest --uses uses.json',
    });
  }
  const frame = await prepareFrame({ cwd: io.cwd, env: io.env });
  const { wanted, source: named } = await readWanted(options, frame, io);
  const upgrade = await interruptible(async (signal): Promise<Upgrade> => {
    const source = await sourceOf({ ...options, from, to }, { wanted, frame, io, signal });
    const { things, problems } = thingsOf(wanted, source.from);
    if (problems.length > 0)
      throw invalidInput(named, problems, 'See all facts of a version: codex-conformance history DIR --format json');
    const mask = createMask((await loadNoise()).noise);
    const answered = answer(things, createLook(source.from, source.to, mask));
    return {
      from: { spec: from, version: source.from.version },
      to: { spec: to, version: source.to.version },
      source: source.kind,
      answered: options.noSearch ? answered : await withBreaks(answered, source, mask),
    };
  });
  io.stdout(FORMATS[format](upgrade, io));
  if (upgrade.answered.some(({ fate }) => fate === 'broken')) return BROKEN;
  if (upgrade.answered.some(({ fate }) => fate !== 'unknown')) return SUCCESS;
  throw new SuiteError('usage', 'Nothing of what you rely on can be known.', {
    hint: 'The report has the reasons. A matrix knows more, as it plays all scenarios: codex-conformance matrix --help',
  });
}

const FORMATS: Readonly<Record<OptionsOf<'can-i-upgrade'>['format'], (upgrade: Upgrade, io: Io) => string>> = {
  text: (upgrade, { style }) => upgradeText(upgrade, style),
  md: upgradeMarkdown,
  json: (upgrade) => jsonText(upgradeResult(upgrade)),
};

interface Read {
  readonly wanted: Wanted;
  /** What the user calls it. */
  readonly source: string;
}

async function readWanted(
  { uses: file, fromStream }: OptionsOf<'can-i-upgrade'>,
  frame: RunFrame,
  io: Io,
): Promise<Read> {
  if (file === undefined && fromStream.length === 0) {
    throw new SuiteError('usage', 'can-i-upgrade needs --uses FILE or --from-stream FILE.', {
      hint: 'List what you rely on in a file, or give a stream that you captured; docs/upgrade.md has an example.',
    });
  }
  const uses = file === undefined ? NOTHING : await loadUses(resolve(io.cwd, file));
  const source = file ?? fromStream.join(', ');
  const streams = [
    ...uses.streams.map(({ text, path }) => ({ source: text, path })),
    ...fromStream.map((text) => ({ source: text, path: resolve(io.cwd, text) })),
  ];
  const { wanted, problems } = wantedOf(
    uses,
    await Promise.all(streams.map(readStream)),
    planned({ ...frame, only: [] }),
  );
  if (problems.length > 0) throw invalidInput(source, problems, USES_HINT);
  return { wanted, source };
}

const NOTHING: Uses = { checks: [], facts: [], flags: [], methods: [], streams: [] };

async function readStream({ source, path }: { source: string; path: string }): Promise<WantedStream> {
  const text = await readInput(path, 'the stream', 'Name a file with a stream that you captured.');
  return { source, keys: streamFacts(text, source) };
}

function planned(selection: Selection): JudgedScenario[] {
  return planOf(selection).map(({ scenario: { name }, checks }) => ({ name, checks }));
}

interface Place {
  readonly wanted: Wanted;
  readonly frame: RunFrame;
  readonly io: Io;
  readonly signal: AbortSignal;
}

async function sourceOf(
  { from, to, matrix }: { readonly from: string; readonly to: string; readonly matrix: string | undefined },
  { wanted, frame, io, signal }: Place,
): Promise<UpgradeSource> {
  const checks = new Set(wanted.things.flatMap((thing): Check[] => (thing.kind === 'check' ? [thing.check] : [])));
  const request: SourceRequest = { from, to, cwd: io.cwd, checks };
  const folders = await Promise.all([from, to].map((spec) => isFolder(resolve(io.cwd, spec))));
  if (folders.every(Boolean)) return await twoFolders(request);
  if (folders.some(Boolean)) {
    throw new SuiteError('usage', `Of ${from} and ${to} only one is a folder.`, {
      hint: 'Give two folders of recordings, or two versions.',
    });
  }
  const known = await matrixSource(resolve(io.cwd, matrix ?? MATRIX), request, matrix !== undefined);
  if (known !== null) return known;
  const modes = planned({ ...frame, only: [], extended: false }).map(({ name }) => name);
  const only = scenariosFor(wanted, planned({ ...frame, only: [] }), modes);
  return await playedSource({
    ...request,
    frame: { ...frame, only },
    scenarios: only.length,
    env: io.env,
    signal,
    onNotice: (text) => io.stderr(`note: ${text}\n`),
    onPlay: (version, count) => io.stderr(`codex ${version}: ${countWords(count, 'scenario')}\n`),
  });
}

async function withBreaks(
  answered: readonly Answered[],
  source: UpgradeSource,
  mask: ReturnType<typeof createMask>,
): Promise<Answered[]> {
  const broken = answered.flatMap(({ thing, fate }) => (fate === 'broken' ? [thing] : []));
  if (broken.length === 0) return [...answered];
  const breaks = await source.breaksOf(broken, (known, things) => {
    const look = createLook(source.from, known, mask);
    return new Map(things.map((thing) => [thing, look(thing).after.shown]));
  });
  return answered.map((one) => ({ ...one, breaks: breaks.get(one.thing) ?? null }));
}
