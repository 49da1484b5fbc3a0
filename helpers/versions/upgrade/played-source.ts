import { searchTurn, type Shown } from '../bisect/search.ts';
import type { Candidate } from '../matrix/candidate.ts';
import { observationOf } from '../facts/version-facts.ts';
import type { Break } from './report.ts';
import { type KnownVersion, knownVersion, verdictsOf } from './version-snapshot.ts';
import type { Thing } from './requirement.ts';
import { messageOf, SuiteError } from '../../util/errors.ts';
import type { RunFrame } from '../../scenarios/prepare-run.ts';
import { findCandidates, type CandidateOptions } from '../matrix/find-candidates.ts';
import { playOn } from '../record-version.ts';
import { versionsFrom } from './recorded-source.ts';
import type { ShowIn, SourceRequest, UpgradeSource } from './source.ts';

/** What is played, and how. */
export interface PlayedRequest extends SourceRequest, CandidateOptions {
  /** Its `only` says which scenarios. */
  readonly frame: RunFrame;
  readonly scenarios: number;
  /** Called before a version is played. */
  readonly onPlay: (version: string, scenarios: number) => void;
}

/**
 * Two codexes that are played, and the published versions between them. Each version is played once, whatever is looked for
 * in it.
 *
 * @throws SuiteError for a codex that cannot be had
 */
export async function playedSource(request: PlayedRequest): Promise<UpgradeSource> {
  const choose = (spec: string): Promise<readonly Candidate[]> => findCandidates(spec, request);
  const [first, last] = [await onlyOne('from', request.from, choose), await onlyOne('to', request.to, choose)];
  const known = new Map<string, Promise<KnownVersion>>();
  const passedOver = new Set<string>();
  const know = (candidate: Candidate): Promise<KnownVersion> => {
    const key = `${candidate.kind} ${candidate.version} ${candidate.kind === 'local' ? (candidate.codex?.sha256 ?? '') : ''}`;
    const found = known.get(key) ?? played(candidate, request);
    known.set(key, found);
    return found;
  };
  const [from, to] = [await know(first), await know(last)];
  return { kind: 'played', from, to, breaksOf };

  async function breaksOf(things: readonly Thing[], showIn: ShowIn): Promise<ReadonlyMap<Thing, Break>> {
    // A binary of this machine stands in no line with the published ones.
    if (first.kind === 'local' || last.kind === 'local') return new Map();
    const between = await choose(rangeOf(first.version, last.version));
    const candidates = new Map(between.map((candidate) => [candidate.version, candidate]));
    const versions = versionsFrom(first.version, last.version, [...candidates.keys()]);
    const found = new Map<Thing, Break>();
    for (const thing of things) {
      const turn = await searchTurn(versions, async (version): Promise<Shown> => {
        const there = await knowOrNot(candidates.get(version)!);
        return there === null ? 'unknown' : showIn(there, [thing]).get(thing)!;
      });
      if (turn.kind === 'found') found.set(thing, turn);
    }
    return found;
  }

  /** Null for a version that cannot be had, or does not run: the ones beside it can tell. */
  async function knowOrNot(candidate: Candidate): Promise<KnownVersion | null> {
    try {
      return await know(candidate);
    } catch (error) {
      if (!(error instanceof SuiteError) || error.kind !== 'environment') throw error;
      if (!passedOver.has(candidate.version))
        request.onNotice(`${candidate.version} is passed over: ${messageOf(error)}`);
      passedOver.add(candidate.version);
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
  throw new SuiteError('usage', `--${option} ${spec} names ${others.length + 1} codexes, and here one is meant.`, {
    hint: 'Name one version, such as 0.98.0 or latest.',
  });
}

async function played(
  candidate: Candidate,
  { frame, scenarios, env, signal, checks, onPlay }: PlayedRequest,
): Promise<KnownVersion> {
  onPlay(candidate.version, scenarios);
  const { codex, repeats } = await playOn(candidate, { frame, env, signal });
  const recordings = repeats.flat();
  return knownVersion(observationOf(codex.version, recordings), verdictsOf(recordings, checks));
}

/** Both ends are named, too: a range has no pre-releases. */
function rangeOf(first: string, last: string): string {
  const ends = versionsFrom(first, last, [first, last]);
  const [low, high] = ends[0] === first ? [first, last] : [last, first];
  return `${first},${last},>=${low} <=${high}`;
}
