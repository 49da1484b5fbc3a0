import { gate, type Gate, type Script, type Step } from '../../model/script.ts';

type Model = readonly Step[] | Script;

/** What a scenario says of its model. A function makes it anew for each play, with gates by name. */
export type GatedModel = Model | ((gate: (name: string) => Gate) => Model);

const gatesOf = new WeakMap<Script, (name: string) => Gate>();

/** The script for one play of a scenario. Its gates are its own, so that plays side by side do not open those of another. */
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
 * Opens a gate of the play that this script was made for.
 *
 * @throws Error if it was made by nobody
 */
export function openGate(script: Script, name: string): void {
  const named = gatesOf.get(script);
  if (named === undefined) throw new Error(`No play has the gate ${name}`);
  named(name).open();
}
