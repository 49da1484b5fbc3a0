import { isJsonObject, listOf, type JsonObject } from '../util/json-object.ts';
import type { ModelRequestBody } from './script.ts';

/** A tool that codex offers the model. */
export interface OfferedTool {
  readonly name: string;
  readonly type: string;
  /** The namespace of the tool; null if its name is flat. */
  readonly namespace: string | null;
}

/**
 * The tools that a request offers. Seen in 0.45 to 0.169: a list `tools`, with tools and namespaces of tools, and for some
 * models an input item `additional_tools`.
 */
export function offeredTools(body: ModelRequestBody): OfferedTool[] {
  const additional = body.input.filter(isJsonObject).filter(({ type }) => type === 'additional_tools');
  return [...objectsIn(body['tools']), ...additional.flatMap(({ tools }) => objectsIn(tools))].flatMap((tool) => {
    if (tool['type'] !== 'namespace') return [offered(tool, null)];
    return objectsIn(tool['tools']).map((inner) => offered(inner, String(tool['name'])));
  });
}

function offered({ name, type }: JsonObject, namespace: string | null): OfferedTool {
  // Tools that run on the servers of the model have a type and no name.
  return { name: typeof name === 'string' ? name : String(type), type: String(type), namespace };
}

function objectsIn(value: unknown): JsonObject[] {
  return listOf(value).filter(isJsonObject);
}
