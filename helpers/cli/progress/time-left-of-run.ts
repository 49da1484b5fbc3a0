/** A scenario of a run that is not finished. */
export interface OpenScenario {
  /** Milliseconds that it took in an earlier run; null if unknown. */
  readonly earlier: number | null;
  /** Milliseconds since it was started; null if it was not. */
  readonly running: number | null;
  /** It mostly waits, so more of its kind are played at once. */
  readonly idle: boolean;
}

/** A finished scenario. */
export interface FinishedScenario {
  readonly earlier: number | null;
  /** Milliseconds that it took. */
  readonly took: number;
}

/**
 * The estimated milliseconds until a run has played its scenarios: by the times of an earlier run, corrected by how long the
 * finished ones took this time; a scenario without such a time is taken for an average one. Null if nothing is known yet.
 *
 * @param open those under way first, then in the order in which they will be started
 * @param slots scenarios at once, of those that work and of those that wait
 */
export function timeLeftOfRun(
  open: readonly OpenScenario[],
  finished: readonly FinishedScenario[],
  slots: { readonly working: number; readonly waiting: number },
): number | null {
  const known = [...open, ...finished].flatMap(({ earlier }) => earlier ?? []);
  const compared = finished.filter(({ earlier }) => earlier !== null);
  const pace =
    compared.length === 0 ? 1 : sum(compared.map(({ took }) => took)) / sum(compared.map(({ earlier }) => earlier!));
  const average = finished.length > 0 ? sum(finished.map(({ took }) => took)) / finished.length : mean(known);
  if (average === null) return null;
  const left = ({ earlier, running }: OpenScenario): number =>
    Math.max(0, (earlier === null ? average : earlier * pace) - (running ?? 0));
  const [working, waiting] = [open.filter(({ idle }) => !idle), open.filter(({ idle }) => idle)];
  return Math.max(endOf(working.map(left), slots.working), endOf(waiting.map(left), slots.waiting));
}

/** When the last of these tasks ends, each started as soon as one of the slots is free. */
function endOf(durations: readonly number[], slots: number): number {
  const ends: number[] = Array.from({ length: slots }, () => 0);
  for (const duration of durations) {
    const first = ends.indexOf(Math.min(...ends));
    ends[first]! += duration;
  }
  return Math.max(...ends);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
