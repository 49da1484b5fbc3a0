import type { VersionRecord } from './version-record.ts';

/** Reported while a sweep is running. */
export type SweepEvent =
  | { readonly kind: 'fetching'; readonly version: string }
  | { readonly kind: 'playing'; readonly version: string; readonly done: number; readonly total: number }
  | { readonly kind: 'judging'; readonly version: string }
  | VersionDone;

/** The sweep of a version has ended. */
export interface VersionDone {
  readonly kind: 'done';
  readonly record: VersionRecord;
  /** `kept`: the record was up to date. `judged`: judged again from its recordings, nothing was played. */
  readonly how: 'played' | 'judged' | 'kept' | 'failed';
  readonly played: number;
  readonly reused: number;
  /** Milliseconds since the sweep turned to this version. */
  readonly ms: number;
}

/**
 * Milliseconds spent in each phase. A moment counts for one phase only: judging or downloading one version while another
 * is played is not in `judge` or `fetch`.
 */
export interface PhaseTimes {
  fetch: number;
  play: number;
  judge: number;
}
