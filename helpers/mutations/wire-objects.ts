import type { WireObject } from '../queries/wire-objects.ts';
import type { Recording } from '../recording/recording.ts';
import { replacedAt, type JsonObject } from '../util/json-object.ts';
import type { Mutation } from './mutation.ts';

/** An object on a wire, as far as a mutation needs its place. */
export type ObjectPlace = Pick<WireObject, 'process' | 'line' | 'at' | 'value'>;

/** Changes the last of the objects that a query finds. */
export function changeLastObject(
  find: (recording: Recording) => readonly ObjectPlace[],
  change: (value: JsonObject) => JsonObject,
): Mutation {
  return (recording) => {
    const last = find(recording).at(-1);
    return last === undefined ? recording : withObject(recording, last, change(last.value));
  };
}

function withObject(recording: Recording, { process, line, at }: ObjectPlace, value: JsonObject): Recording {
  return {
    ...recording,
    processes: recording.processes.map((one) => {
      if (one.process !== process.process) return one;
      const old = one.wire[line - 1]!;
      const text = JSON.stringify(replacedAt(JSON.parse(old.text) as JsonObject, at, value));
      return { ...one, wire: one.wire.with(line - 1, { ...old, text }) };
    }),
  };
}
