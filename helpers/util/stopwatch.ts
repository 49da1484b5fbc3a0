/** Starts a stopwatch. The returned function gives the milliseconds since then, to the microsecond. */
export function startStopwatch(): () => number {
  const startedAt = performance.now();
  return () => Math.round((performance.now() - startedAt) * 1000) / 1000;
}
