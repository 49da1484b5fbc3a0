/** The progress of a version that is downloaded. */
export interface StoreProgress {
  readonly version: string;
  /** `asking`: npm looks up the package. `removing`: another version, the least recently used one, is evicted. */
  readonly phase: 'asking' | 'downloading' | 'unpacking' | 'removing' | 'done';
  /** Bytes downloaded so far, or unpacked when it is done. */
  readonly bytes?: number;
}

/** Receives the progress of a download. */
export type OnProgress = (progress: StoreProgress) => void;
