/** Lets a limited number of tasks run at once. */
export interface Pool {
  /** Runs a task once there is room for it. Tasks start in the order in which they were given. */
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** Makes a pool with room for this many tasks. */
export function createPool(room: number): Pool {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(task) {
      if (running >= room) {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.push(resolve);
        await promise;
      } else running += 1;
      try {
        return await task();
      } finally {
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
