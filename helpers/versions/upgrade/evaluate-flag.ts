import { nearest } from '../../util/text/nearest.ts';
import { type FactKey, keyText } from '../facts/fact-key.ts';
import { couldNote, partsIn } from '../facts/optional-parts.ts';
import { bad, type Evaluation, type Evaluations, good, unknown } from './evaluation.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

/** Whether the help of the binary offers a flag or a command. */
export function evaluateFlag(key: FactKey, from: VersionSnapshot, to: VersionSnapshot): Evaluations {
  const prefix = key.subject.slice(0, key.subject.lastIndexOf('.') + 1);
  const evaluation = ({ facts, version }: VersionSnapshot): Evaluation => {
    if (!couldNote(partsIn(facts), key)) return unknown(`the help of ${version} is unknown`);
    if (facts.has(keyText(key))) return good();
    const others = [...facts.values()]
      .filter((other) => other.key.area === 'help' && other.key.subject.startsWith(prefix))
      .map((other) => other.key.subject.slice(prefix.length));
    return bad(`not in the help of ${version}${nearestTo(key.subject.slice(prefix.length), others)}`);
  };
  return { before: evaluation(from), after: evaluation(to) };
}

/** `; the nearest is NAME`; empty if none is near. */
export function nearestTo(name: string, others: readonly string[]): string {
  const found = nearest(name, others);
  return found === undefined ? '' : `; the nearest is ${found}`;
}
