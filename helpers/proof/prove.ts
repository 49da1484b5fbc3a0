import { isDeepStrictEqual } from 'node:util';
import { withBaseline } from '../checks/baseline.ts';
import type { Check } from '../checks/check.ts';
import { applicableChecks } from '../checks/applicability.ts';
import { judge } from '../checks/judge.ts';
import { applicabilityOf } from '../scenarios/catalog.ts';
import { isRed, type CheckResult, type Verdict } from '../checks/verdict.ts';
import { messageOf } from '../util/errors.ts';
import type { KnownFailure } from '../inputs/baseline-schema.ts';
import type { Recording } from '../recording/recording.ts';
import type { BenignChange } from './benign.ts';
import { mutantsOf, type Mutant } from './mutant.ts';
import { unjudgedOf } from './unjudged.ts';
import type { Mutation } from '../mutations/mutation.ts';

/** One mutant shows that a check can fail, but not that it looks at more than one property. */
const FEWEST_MUTANTS = 2;

/** Checks, the changes that they must not notice, and the recordings on which they are tried. */
export interface Proof {
  readonly checks: readonly Check[];
  readonly benign: readonly BenignChange[];
  /** Recordings on which no check may be red, except for known failures. */
  readonly good: readonly Recording[];
  /** Failures of codex that a baseline accepts. @default none */
  readonly known?: readonly KnownFailure[];
  /** Recordings of failures and of single scenarios, for checks that pass on no good one. */
  readonly others?: readonly Recording[];
}

/** The result of a mutant on the recordings on which its check passes. */
export interface MutantResult {
  readonly check: string;
  readonly mutant: string;
  readonly recordings: number;
  /** The number of them on which its check fails after the mutation. */
  readonly kills: number;
}

/** A problem of a check, a mutant, a benign change or a recording. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
}

type ProblemKind =
  | 'too few mutants'
  | 'red on a good recording'
  | 'passes nowhere'
  | 'vacuous recording'
  | 'changes nothing'
  | 'mutation fails'
  | 'survives'
  | 'judges nothing'
  | 'kills by a fault of the suite'
  | 'false alarm';

/** The result of {@link prove}. */
export interface ProofResult {
  readonly results: readonly MutantResult[];
  readonly falseAlarms: number;
  readonly problems: readonly Problem[];
}

interface Pair {
  readonly check: Check;
  readonly recording: Recording;
  readonly result: CheckResult;
  readonly verdict: Verdict;
}

/**
 * Proves that each check fails on each recording on which it passes, after any of its mutants, and that no verdict changes after
 * a benign change. Also finds mutants and recordings that prove nothing.
 */
export function prove(proof: Proof): ProofResult {
  const { checks, benign, good, known = [], others = [] } = proof;
  const onGood = good.flatMap((recording) => pairsOf(checks, recording));
  const proven = new Set(onGood.filter(({ verdict }) => verdict === 'pass').map(({ check }) => check));
  const unproven = checks.filter((check) => !proven.has(check));
  const pairs = [...onGood, ...others.flatMap((recording) => pairsOf(unproven, recording))];
  const tried = mutantsOf(checks).map((mutant) => tryMutant(mutant, pairs));
  const falseAlarms = benign.flatMap((change) => tryBenign(change, pairs));
  return {
    results: tried.map(({ result }) => result),
    falseAlarms: falseAlarms.filter(({ kind }) => kind === 'false alarm').length,
    problems: [
      ...checks.flatMap((check) => unprovenIn(check, pairs)),
      ...pairs.filter(({ recording }) => good.includes(recording)).flatMap((pair) => redOnGood(pair, known)),
      ...[...good, ...others].flatMap((recording) => vacuous(recording, pairs)),
      ...tried.flatMap(({ problems }) => problems),
      ...pairs.flatMap(judgingNothing),
      ...falseAlarms,
    ],
  };
}

function nameOf({ codex, scenario }: Recording): string {
  return `${scenario} of ${codex.version}`;
}

function pairsOf(checks: readonly Check[], recording: Recording): Pair[] {
  return applicableChecks(checks, applicabilityOf(recording))
    .map((check) => ({ check, recording, result: judge(check, recording) }))
    .map((pair) => ({ ...pair, verdict: pair.result.verdict }));
}

function unprovenIn({ id, mutants }: Check, pairs: readonly Pair[]): Problem[] {
  const count = Object.keys(mutants()).length;
  const passes = pairs.some(({ check, verdict }) => check.id === id && verdict === 'pass');
  return [
    ...(count < FEWEST_MUTANTS
      ? [{ kind: 'too few mutants', message: `${id}: ${count} of ${FEWEST_MUTANTS}` } as const]
      : []),
    ...(passes ? [] : [{ kind: 'passes nowhere', message: id } as const]),
  ];
}

function redOnGood({ check, recording, result, verdict }: Pair, known: readonly KnownFailure[]): Problem[] {
  if (!isRed(withBaseline(result, recording.codex.version, known))) return [];
  return [{ kind: 'red on a good recording', message: `${check.id}: ${verdict} in ${nameOf(recording)}` }];
}

function vacuous(recording: Recording, pairs: readonly Pair[]): Problem[] {
  if (pairs.some((pair) => pair.recording === recording && pair.verdict === 'pass')) return [];
  return [{ kind: 'vacuous recording', message: `no check passes on ${nameOf(recording)}` }];
}

function tryMutant(
  { check: { id }, mutant, mutate }: Mutant,
  pairs: readonly Pair[],
): { result: MutantResult; problems: Problem[] } {
  const where = pairs.filter(({ check, verdict }) => check.id === id && verdict === 'pass');
  const kinds = where.map(({ check, recording }) => survivalOf(check, recording, mutate));
  const problems = kinds.flatMap((failed, index): Problem[] => {
    if (failed === null) return [];
    const [kind, detail] = failed;
    return [{ kind, message: `${id}: ${mutant} in ${nameOf(where[index]!.recording)}${detail}` }];
  });
  const result = { check: id, mutant, recordings: where.length, kills: where.length - problems.length };
  return { result, problems };
}

/** Why a mutant is not killed; null if it is. */
function survivalOf(check: Check, recording: Recording, mutate: Mutation): readonly [ProblemKind, string] | null {
  const mutated = mutatedBy(mutate, recording);
  if (mutated instanceof Error) return ['mutation fails', `: ${mutated.message}`];
  if (isDeepStrictEqual(mutated, recording)) return ['changes nothing', ''];
  const { verdict, reason } = judge(check, mutated);
  if (verdict === 'fail') return null;
  if (verdict === 'harness-error') return ['kills by a fault of the suite', `: ${reason}`];
  return ['survives', `: ${verdict}`];
}

/** Changes that leave nothing to judge, after which the check still passes or fails. */
function judgingNothing({ check, recording, verdict: before }: Pair): Problem[] {
  if (before !== 'pass') return [];
  return Object.entries(unjudgedOf(check)).flatMap(([change, mutate]): Problem[] => {
    const mutated = mutatedBy(mutate, recording);
    const place = `${check.id}: ${change} in ${nameOf(recording)}`;
    if (mutated instanceof Error) return [{ kind: 'mutation fails', message: `${place}: ${mutated.message}` }];
    const { verdict } = judge(check, mutated);
    const sound = verdict === 'untestable' || verdict === 'not-applicable';
    return sound ? [] : [{ kind: 'judges nothing', message: `${place}: ${verdict}` }];
  });
}

function tryBenign({ change, mutate, affects = [] }: BenignChange, pairs: readonly Pair[]): Problem[] {
  // The changes are of streams, not of text for people.
  const streams = pairs.filter(({ recording }) => applicabilityOf(recording).breaks?.includes('event-stream') !== true);
  const byRecording = [...Map.groupBy(streams, ({ recording }) => recording)];
  const tried = byRecording.map(([recording, own]) => ({ recording, own, mutated: mutatedBy(mutate, recording) }));
  const idle = tried.every(({ recording, mutated }) => isDeepStrictEqual(mutated, recording));
  return [
    ...(idle ? [{ kind: 'changes nothing', message: change } as const] : []),
    ...tried.flatMap(({ recording, own, mutated }): Problem[] => {
      const place = `${change} in ${nameOf(recording)}`;
      if (mutated instanceof Error) return [{ kind: 'mutation fails', message: `${place}: ${mutated.message}` }];
      return own
        .filter(({ check }) => !affects.includes(check.id))
        .map(({ check, verdict }) => ({ id: check.id, before: verdict, after: judge(check, mutated).verdict }))
        .filter(({ before, after }) => after !== before && (before === 'pass' || after !== 'pass'))
        .map(({ id, before, after }) => ({ kind: 'false alarm', message: `${id}: ${before}, ${after} with ${place}` }));
    }),
  ];
}

function mutatedBy(mutate: Mutation, recording: Recording): Recording | Error {
  try {
    return mutate(recording);
  } catch (thrown) {
    return new Error(messageOf(thrown), { cause: thrown });
  }
}
