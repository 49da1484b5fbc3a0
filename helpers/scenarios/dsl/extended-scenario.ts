import type { Departure } from '../../recording/departures.ts';
import type { Mode } from '../../recording/mode.ts';
import { fingerprintOf, sourceOf } from '../fingerprint.ts';
import type { Scenario } from '../scenario.ts';
import { scriptFor, type GatedModel } from './gates.ts';
import { createPlayer, type Player } from './player.ts';

/** One interaction beyond the three modes, as its author puts it down. */
export interface DepthDescription {
  readonly mode: Mode;
  /** What is done, in one sentence. */
  readonly about: string;
  /** What it does otherwise than a plain run. That it knows no reply need not be said. */
  readonly departs?: readonly Departure[];
  /** What the model does: its answers in order. A function makes them anew for each play, with gates that `open` opens. */
  readonly model: GatedModel;
  /** True if, in some versions at least, it spends its time waiting, so that others can use the processor. */
  readonly waits?: true;
  /** True if codex is left as it ships, with the features and the analytics that make it reach for the internet. */
  readonly loud?: true;
  /** Drives codex. What it does is recorded, whatever it is; rejects only for faults of the suite. */
  play(player: Player): Promise<void>;
}

/** A scenario beyond the three modes. */
export interface DepthScenario extends Scenario {
  readonly about: string;
  readonly waits: boolean;
}

/**
 * Makes scenarios of what their author put down, by name.
 *
 * @param url `import.meta.url` of the file in which they stand: a change of it makes their recordings outdated
 */
export function depthScenarios(
  url: string,
  described: Readonly<Record<string, DepthDescription>>,
): readonly DepthScenario[] {
  const source = sourceOf(url);
  return Object.entries(described).map(([name, description]) => {
    const { mode, about, departs = [], model, waits = false, loud = false } = description;
    return {
      name,
      mode,
      about,
      waits,
      loud,
      get script() {
        return scriptFor(model);
      },
      expected: { turns: [], resumes: false, departures: ['no-known-reply', ...departs] },
      get fingerprint() {
        return fingerprintOf(name, source);
      },
      async drive(stage) {
        const playing = createPlayer(stage);
        await description.play(playing.player);
        return playing.drive();
      },
    };
  });
}
