import { gate, type Gate, type Script, type Step } from '../../model/script.ts';

type Model = readonly Step[] | Script;

/** The model of a scenario. A function makes it for each play, with gates by name. */
export type GatedModel = Model | ((gate: (name: string) => Gate) => Model);

const gatesOf = new WeakMap<Script, (name: string) => Gate>();

/** The script for one play of a scenario, with its own gates, so that simultaneous plays do not share them. */
export function scriptFor(model: GatedModel): Script {
  const gates = new Map<string, Gate>();
  const named = (name: string): Gate => {
    const made = gates.get(name) ?? gate();
    gates.set(name, made);
    return made;
  };
  const made = typeof model === 'function' ? model(named) : model;
  const script: Script = 'length' in made ? { steps: made } : { ...made };
  gatesOf.set(script, named);
  return script;
}

/**
 * A gate of the play of this script.
 *
 * @throws Error for a script without gates
 */
export function gateOf(script: Script, name: string): Gate {
  const named = gatesOf.get(script);
  if (named === undefined) throw new Error(`No play has the gate ${name}`);
  return named(name);
}
