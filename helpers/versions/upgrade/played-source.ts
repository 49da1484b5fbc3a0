import { findTransition, type Status } from '../bisect/search.ts';
import type { Candidate } from '../matrix/candidate.ts';
import { findCandidates, type CandidateOptions } from '../matrix/find-candidates.ts';
import { versionFactsOf } from '../facts/version-facts.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import type { RunConfig } from '../../scenarios/run-config.ts';
import { recordVersion } from '../record-version.ts';
import { versionsFrom } from './recorded-source.ts';
import type { Break } from './report.ts';
import type { Requirement } from './requirement.ts';
import type { EvaluateIn, SourceRequest, UpgradeSource } from './source.ts';
import { verdictsOf, type VersionSnapshot, versionSnapshot } from './version-snapshot.ts';

/** The versions and scenarios to play. */
export interface PlayedRequest extends SourceRequest, CandidateOptions {
  /** Its `only` names the scenarios. */
  readonly config: RunConfig;
  readonly scenarios: number;
  readonly onPlay: (version: string, scenarios: number) => void;
}

/**
 * Plays two codexes, and searches the published versions between them. Each version is played once.
 *
 * @throws SuiteError for a codex that cannot be acquired
 */
export async function playedSource(request: PlayedRequest): Promise<UpgradeSource> {
  const choose = (spec: string): Promise<readonly Candidate[]> => findCandidates(spec, request);
  const [first, last] = [await onlyOne('from', request.from, choose), await onlyOne('to', request.to, choose)];
  const snapshots = new Map<string, Promise<VersionSnapshot>>();
  const skipped = new Set<string>();
  const snapshotOf = (candidate: Candidate): Promise<VersionSnapshot> => {
    const key = `${candidate.kind} ${candidate.version} ${candidate.kind === 'local' ? (candidate.codex?.sha256 ?? '') : ''}`;
    const snapshot = snapshots.get(key) ?? play(candidate, request);
    snapshots.set(key, snapshot);
    return snapshot;
  };
  const [from, to] = [await snapshotOf(first), await snapshotOf(last)];
  return { kind: 'played', from, to, findBreaks };

  async function findBreaks(
    requirements: readonly Requirement[],
    evaluate: EvaluateIn,
  ): Promise<ReadonlyMap<Requirement, Break>> {
    // A binary of this machine has no place in the order of published versions.
    if (first.kind === 'local' || last.kind === 'local') return new Map();
    const between = await choose(rangeOf(first.version, last.version));
    const candidates = new Map(between.map((candidate) => [candidate.version, candidate]));
    const versions = versionsFrom(first.version, last.version, [...candidates.keys()]);
    const breaks = new Map<Requirement, Break>();
    for (const requirement of requirements) {
      const transition = await findTransition(versions, async (version): Promise<Status> => {
        const snapshot = await snapshotOrNull(candidates.get(version)!);
        return snapshot === null ? 'unknown' : evaluate(snapshot, [requirement]).get(requirement)!;
      });
      if (transition.kind === 'found') breaks.set(requirement, transition);
    }
    return breaks;
  }

  /** Null for a version that cannot be acquired or does not run: its neighbours can be searched. */
  async function snapshotOrNull(candidate: Candidate): Promise<VersionSnapshot | null> {
    try {
      return await snapshotOf(candidate);
    } catch (error) {
      if (!(error instanceof SuiteError) || error.kind !== 'environment') throw error;
      if (!skipped.has(candidate.version)) request.onNotice(`${candidate.version} is skipped: ${messageOf(error)}`);
      skipped.add(candidate.version);
      return null;
    }
  }
}

async function onlyOne(
  option: string,
  spec: string,
  choose: (spec: string) => Promise<readonly Candidate[]>,
): Promise<Candidate> {
  const [only, ...others] = await choose(spec);
  if (only !== undefined && others.length === 0) return only;
  throw new SuiteError('usage', `--${option} ${spec} names ${others.length + 1} codexes, expected one.`, {
    hint: 'Name one version, such as 0.98.0 or latest.',
  });
}

async function play(
  candidate: Candidate,
  { config, scenarios, env, signal, checks, onPlay }: PlayedRequest,
): Promise<VersionSnapshot> {
  onPlay(candidate.version, scenarios);
  const { codex, repeats } = await recordVersion(candidate, { config, env, signal });
  const recordings = repeats.flat();
  return versionSnapshot(versionFactsOf(codex.version, recordings), verdictsOf(recordings, checks));
}

/** Names both ends as well: a range has no pre-releases. */
function rangeOf(first: string, last: string): string {
  const ends = versionsFrom(first, last, [first, last]);
  const [low, high] = ends[0] === first ? [first, last] : [last, first];
  return `${first},${last},>=${low} <=${high}`;
}
