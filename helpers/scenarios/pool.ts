/** Limits the number of tasks that run at once. First in, first out. */
export interface Pool {
  run<T>(task: () => Promise<T>): Promise<T>;
}

export function createPool(limit: number): Pool {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async run(task) {
      if (running >= limit) {
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
