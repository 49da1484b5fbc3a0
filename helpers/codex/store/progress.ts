/** What happens to a version that is being brought. */
export interface StoreProgress {
  readonly version: string;
  /**
   * `waiting`: another process brings it. `asking`: npm is asked which package holds it. `removing`: another version,
   * the one used longest ago, has to go.
   */
  readonly phase: 'waiting' | 'asking' | 'downloading' | 'unpacking' | 'removing' | 'done';
  /** Bytes that have arrived, or that lie unpacked when it is done. */
  readonly bytes?: number;
  /** Bytes that there will be, where that is known. */
  readonly total?: number;
}

/** Is told what happens to a version. */
export type OnProgress = (progress: StoreProgress) => void;
