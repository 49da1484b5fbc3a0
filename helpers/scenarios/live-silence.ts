/** A process that has printed no event for a while. */
export interface LiveSilence {
  readonly scenario: string;
  readonly seconds: number;
  /** The last event or message before; null if there was none. */
  readonly last: string | null;
}

/** Follows the processes of one scenario, one after the other. */
interface SilenceWatch {
  readonly onSpawn: () => void;
  readonly onEvent: (process: number, name: string) => void;
  readonly end: () => void;
}

/**
 * Reports a live process that prints no event: first after 30 seconds, and again whenever that time has doubled.
 *
 * @param firstMs milliseconds until the first report
 */
export function watchSilence(
  scenario: string,
  report: (silence: LiveSilence) => void,
  firstMs: number = 30_000,
): SilenceWatch {
  let timer: NodeJS.Timeout | undefined;
  let last: string | null = null;
  const wait = (silentMs: number, moreMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const ms = silentMs + moreMs;
      report({ scenario, seconds: ms / 1000, last });
      wait(ms, ms);
    }, moreMs).unref();
  };
  const restart = (name: string | null): void => {
    last = name;
    wait(0, firstMs);
  };
  return {
    onSpawn: () => restart(null),
    onEvent: (_process, name) => restart(name),
    end: () => clearTimeout(timer),
  };
}
