import type { Check } from '../checks/check.ts';
import { judge } from '../checks/judge.ts';
import type { Evidence } from '../checks/verdict.ts';
import { fileOf, stderrFileOf } from '../queries/process-files.ts';
import type { Recording } from '../recording/recording.ts';
import { mutantsOf } from './mutant.ts';

/** A check that a mutant of another one turns red at places that the mutant left as they were. */
interface Bystander {
  readonly check: string;
  readonly mutant: string;
  readonly turnsRed: string;
  readonly scenario: string;
}

/**
 * The bystanders on one recording, of the checks that pass on it.
 *
 * @param tried the checks whose mutants are tried @default all
 */
export function bystandersIn(recording: Recording, checks: readonly Check[], tried = checks): Bystander[] {
  const passing = checks.filter((check) => judge(check, recording).verdict === 'pass');
  const before = linesByFile(recording);
  return mutantsOf(passing.filter((check) => tried.includes(check))).flatMap(({ check, mutant, mutate }) => {
    const mutated = mutate(recording);
    const places = changedPlaces(before, linesByFile(mutated));
    return passing
      .filter((other) => other !== check && pointsElsewhere(judge(other, mutated), places))
      .map(({ id }) => ({ check: check.id, mutant, turnsRed: id, scenario: recording.scenario }));
  });
}

/** True for a failure none of whose evidence is at one of the places. */
function pointsElsewhere(
  { verdict, evidence }: { readonly verdict: string; readonly evidence: readonly Evidence[] },
  places: ReadonlySet<string>,
): boolean {
  return verdict === 'fail' && !evidence.some(({ file = '', line }) => places.has(placeOf(file, line)));
}

function placeOf(file: string, line?: number): string {
  return line === undefined ? file : `${file}:${line}`;
}

function json(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value));
}

/** What a recording has in each of its files, line by line. */
function linesByFile({ processes, model, network, files }: Recording): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ...processes.flatMap((process): [string, readonly string[]][] => [
      [fileOf(process, 'stdout'), process.stdout.split('\n')],
      [fileOf(process, 'wire'), process.wire.map(({ from, text }) => `${from} ${text}`)],
      [stderrFileOf(process), process.stderr.split('\n')],
    ]),
    ['run.json', json(processes.map((process) => ({ ...process, stdout: '', wire: [], stderr: '' })))],
    ['model.jsonl', json(model)],
    ['network.jsonl', json(network)],
    ['files.json', json(files)],
  ]);
}

/** The files that differ, their new and changed lines, and the neighbours of lines that are gone. */
function changedPlaces(
  before: ReadonlyMap<string, readonly string[]>,
  after: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const places = new Set<string>();
  for (const file of new Set([...before.keys(), ...after.keys()])) {
    const [old = [], now = []] = [before.get(file), after.get(file)];
    const first = now.findIndex((line, index) => line !== old[index]);
    const start = first === -1 ? now.length : first;
    if (start === now.length && old.length === now.length) continue;
    places.add(file);
    const tail = now.length - commonEnd(old, now, start);
    const known = new Set(old);
    const fresh = [...now.keys()].slice(start, tail).filter((index) => !known.has(now[index]!));
    // Without a new line, lines were moved, repeated or removed.
    const changed = fresh.length > 0 ? fresh : [...Array(tail - start + 2).keys()].map((offset) => start + offset - 1);
    for (const index of changed) places.add(placeOf(file, index + 1));
  }
  return places;
}

function commonEnd(old: readonly string[], now: readonly string[], start: number): number {
  let count = 0;
  while (count < Math.min(old.length, now.length) - start && old.at(-1 - count) === now.at(-1 - count)) count += 1;
  return count;
}
