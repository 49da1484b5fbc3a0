import { changeLastRequest } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { isJsonObject, listOf } from '../../util/json-object.ts';

/** Changes the tools of the last request, wherever they stand. */
export function changeTools(change: (tools: readonly unknown[]) => readonly unknown[]): Mutation {
  return changeLastRequest((body) =>
    Array.isArray(body['tools'])
      ? { ...body, tools: change(body['tools']) }
      : {
          ...body,
          input: listOf(body['input']).map((item) =>
            isJsonObject(item) && item['type'] === 'additional_tools'
              ? { ...item, tools: change(listOf(item['tools'])) }
              : item,
          ),
        },
  );
}
