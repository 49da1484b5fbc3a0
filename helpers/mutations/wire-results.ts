import { listOf, objectOf, type JsonObject } from '../util/json-object.ts';
import type { Mutation } from './mutation.ts';
import { changeResponse } from './wire.ts';

/** Changes an object in the results of requests of one method; null stays null. */
export function changeResult(method: string, member: string, change: JsonObject): Mutation {
  return changeResponse(method, (response) => {
    const result = objectOf(response['result']);
    if (result[member] === null) return [response];
    return [{ ...response, result: { ...result, [member]: { ...objectOf(result[member]), ...change } } }];
  });
}

/** Changes each element of the lists in the results of requests of one method. */
export function changeListed(method: string, change: (element: JsonObject) => readonly JsonObject[]): Mutation {
  return changeResponse(method, (response) => {
    const result = objectOf(response['result']);
    return [{ ...response, result: { ...result, data: listOf(result['data']).map(objectOf).flatMap(change) } }];
  });
}
