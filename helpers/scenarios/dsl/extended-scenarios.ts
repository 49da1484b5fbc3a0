import type { Mode } from '../../recording/mode.ts';
import type { Precondition } from '../../recording/preconditions.ts';
import { fingerprintOf, sourceAt } from '../fingerprint.ts';
import type { Scenario } from '../scenario.ts';
import { scriptFor, type GatedModel } from './gates.ts';
import { createPlayer, type Player } from './player.ts';

/** The description of an extended scenario. */
export interface ExtendedScenario extends Pick<Scenario, 'idle' | 'thorough' | 'asShipped' | 'needs' | 'told'> {
  /** @default `app_server` for a name below `app-server/`, else `exec_stateless` */
  readonly mode?: Mode;
  readonly about: string;
  /** Preconditions of checks that do not hold. @default none */
  readonly breaks?: readonly Precondition[];
  /** Preconditions of checks that hold only where they are shown. @default none */
  readonly shows?: readonly Precondition[];
  /**
   * The answers of the model, in order. A function makes them for each play, with gates that `open` opens. A gate named after
   * an event of `told` opens when the program is told of it, or at last after {@link LONGEST_WAIT_MS}.
   */
  readonly model: GatedModel;
  /** Drives codex, whose behaviour is recorded; rejects only for faults of the suite. */
  readonly play: (player: Player) => Promise<unknown>;
}

/**
 * Makes scenarios from descriptions, by name.
 *
 * @param url `import.meta.url` of their file: editing it makes their recordings outdated
 */
export function extendedScenarios(
  url: string,
  described: Readonly<Record<string, ExtendedScenario>>,
): readonly Scenario[] {
  return Object.entries(described).map(([name, { breaks = [], shows = [], model, play, ...rest }]) => ({
    name,
    mode: name.startsWith('app-server/') ? 'app_server' : 'exec_stateless',
    breaks,
    shows,
    ...rest,
    get script() {
      return scriptFor(model);
    },
    turns: () => [],
    resumes: false,
    get fingerprint() {
      return fingerprintOf(name, sourceAt(url));
    },
    async drive(context) {
      const { player, drive } = createPlayer(context, rest.told);
      await play(player);
      return drive();
    },
  }));
}
