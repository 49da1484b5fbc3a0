import type { Check } from '../../checks/check.ts';
import type { Status } from '../bisect/search.ts';
import type { Break } from './report.ts';
import type { Requirement } from './requirement.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

/** The origins of snapshots. */
export const SOURCE_KINDS = ['matrix', 'recordings', 'played'] as const;

/** Evaluates some requirements in a version. */
export type EvaluateIn = (
  snapshot: VersionSnapshot,
  requirements: readonly Requirement[],
) => ReadonlyMap<Requirement, Status>;

/** The snapshots of two versions, and of those between them. */
export interface UpgradeSource {
  readonly kind: (typeof SOURCE_KINDS)[number];
  readonly from: VersionSnapshot;
  readonly to: VersionSnapshot;
  /** Searches the versions in which requirements break that hold in `from` and not in `to`. */
  readonly findBreaks: (
    requirements: readonly Requirement[],
    evaluate: EvaluateIn,
  ) => Promise<ReadonlyMap<Requirement, Break>>;
}

/** Two versions, and the verdicts that are needed. */
export interface SourceRequest {
  readonly from: string;
  readonly to: string;
  /** Relative paths start here. */
  readonly cwd: string;
  readonly checks: ReadonlySet<Check>;
}
