import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import type { Mutation } from './mutation.ts';
import { changeResultOf } from './wire.ts';

/** Changes an object in the results of requests of one method; null stays null. */
export function changeResult(method: string, member: string, change: JsonObject): Mutation {
  return changeResultOf(method, (result) =>
    result[member] === null ? {} : { [member]: { ...objectOf(result[member]), ...change } },
  );
}

/** Changes each element of the lists in the results of requests of one method. */
export function changeListed(method: string, change: (element: JsonObject) => readonly JsonObject[]): Mutation {
  return changeResultOf(method, ({ data }) => ({ data: listOf(data).map(objectOf).flatMap(change) }));
}
