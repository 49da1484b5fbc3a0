const KEPT_CAPACITY = 1 << 20;

/** The bytes of an incomplete line. */
export interface TailBuffer {
  readonly length: number;
  /** Appends a copy of the bytes. The total time is linear, whatever the sizes of the pieces. */
  append(bytes: Uint8Array): void;
  /** Returns and removes all bytes. They are valid until the next {@link TailBuffer.append}. */
  take(): Buffer;
}

/** Creates an empty buffer. Its memory is at most twice the longest line, and is freed afterwards. */
export function createTailBuffer(): TailBuffer {
  let storage = Buffer.alloc(0);
  let length = 0;
  return {
    get length() {
      return length;
    },
    append(bytes) {
      const needed = length + bytes.length;
      if (needed > storage.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(needed, storage.length * 2, 4096));
        storage.copy(larger, 0, 0, length);
        storage = larger;
      }
      storage.set(bytes, length);
      length = needed;
    },
    take() {
      const taken = storage.subarray(0, length);
      length = 0;
      if (storage.length > KEPT_CAPACITY) storage = Buffer.alloc(0);
      return taken;
    },
  };
}
