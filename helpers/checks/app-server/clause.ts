import type { WireMessage } from '../../app-server/wire.ts';
import type { Fault, Rule } from '../stream-rule.ts';

/** What a clause says of one thing: no opinion (`undefined`), or what is wrong with it. An empty list means that all is well. */
export type Opinion = readonly Fault[] | undefined;

/** All is well. */
export const FINE: readonly Fault[] = [];

/** A clause in the course of judging the things of one wire. */
export interface Clause<Thing> {
  see(thing: Thing): Opinion;
  end?(): readonly Fault[];
}

/**
 * Makes a rule of a clause: counts what the clause has an opinion of.
 *
 * @param readings makes the reader of one wire: what a message tells that clauses of this kind speak of, or null
 */
export function ruleOn<Thing>(
  readings: () => (message: WireMessage) => Thing | null,
  start: () => Clause<Thing>,
): Rule<WireMessage> {
  return () => {
    const read = readings();
    const clause = start();
    let judged = 0;
    return {
      see(message) {
        const thing = read(message);
        const opinion = thing === null ? undefined : clause.see(thing);
        if (opinion !== undefined) judged++;
        return opinion ?? FINE;
      },
      end: () => clause.end?.() ?? FINE,
      judged: () => judged,
    };
  };
}

/** Every message as it is. */
export function everyMessage(): (message: WireMessage) => WireMessage {
  return (message) => message;
}
