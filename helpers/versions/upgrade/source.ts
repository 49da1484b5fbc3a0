import type { Check } from '../../checks/check.ts';
import type { Shown } from '../bisect/search.ts';
import type { Break } from './report.ts';
import type { KnownVersion } from './version-snapshot.ts';
import type { Thing } from './requirement.ts';
import type { Upgrade } from '../../formats/upgrade/upgrade.ts';

/** Says of some things whether they hold in a version. */
export type ShowIn = (known: KnownVersion, things: readonly Thing[]) => ReadonlyMap<Thing, Shown>;

/** Where what is known of two versions comes from. */
export interface UpgradeSource {
  readonly kind: Upgrade['source'];
  readonly from: KnownVersion;
  readonly to: KnownVersion;
  /** Looks for the place where each of these things breaks, all of which hold in `from` and not in `to`. */
  readonly breaksOf: (things: readonly Thing[], showIn: ShowIn) => Promise<ReadonlyMap<Thing, Break>>;
}

/** Two versions, and what is to be known of them. */
export interface SourceRequest {
  readonly from: string;
  readonly to: string;
  /** Relative paths start here. */
  readonly cwd: string;
  /** The checks whose verdicts are needed. */
  readonly checks: ReadonlySet<Check>;
}
