import type { VersionNote } from './version-record.ts';

/** How a version came to its note: `kept` is what was there already, `judged` is judged anew without playing anything. */
export type SweptHow = 'played' | 'judged' | 'kept' | 'failed';

/** What a sweep tells while it goes on. */
export type SweepEvent =
  | { readonly kind: 'fetching'; readonly version: string }
  | { readonly kind: 'playing'; readonly version: string; readonly done: number; readonly total: number }
  | { readonly kind: 'judging'; readonly version: string }
  | VersionDone;

/** A version is over. */
export interface VersionDone {
  readonly kind: 'done';
  readonly note: VersionNote;
  readonly how: SweptHow;
  readonly played: number;
  /** Recordings that were there already. */
  readonly reused: number;
  /** Milliseconds since its turn began. */
  readonly ms: number;
}

/**
 * Milliseconds of each phase. Each moment counts for one of them: what was judged or fetched while another version was
 * played is not in `judge` and `fetch`.
 */
export interface PhaseTimes {
  fetch: number;
  play: number;
  judge: number;
}
