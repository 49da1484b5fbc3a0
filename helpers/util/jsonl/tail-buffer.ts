const KEPT_CAPACITY = 1 << 20;

/** Bytes of a line whose line break has not come yet. */
export interface TailBuffer {
  readonly length: number;
  /** Adds a copy of the bytes. Time is linear in all that was added, whatever the sizes of the pieces. */
  append(bytes: Uint8Array): void;
  /** Gives up all bytes that are held. They are valid until the next {@link TailBuffer.append}. */
  take(): Buffer;
}

/** Makes an empty {@link TailBuffer}. It holds at most twice the longest line, and lets go of it afterwards. */
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
