import type { ModelRequestBody } from './script.ts';

/** A tool that codex offers to the model. */
export interface OfferedTool {
  readonly name: string;
  /** `function`, `custom`, or what else the tool's own type is. */
  readonly type: string;
  /** The namespace that it stands in; null where names are flat. */
  readonly namespace: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The tools that a request offers. Seen in 0.45 to 0.169: a list `tools`, in it or instead of it namespaces with tools of
 * their own, and for some models an input item `additional_tools`.
 */
export function offeredTools(body: ModelRequestBody): OfferedTool[] {
  const additional = body.input.filter(isFields).filter(({ type }) => type === 'additional_tools');
  return [...listOf(body['tools']), ...additional.flatMap(({ tools }) => listOf(tools))].flatMap((tool) => {
    if (tool['type'] !== 'namespace') return [offered(tool, null)];
    return listOf(tool['tools']).map((inner) => offered(inner, String(tool['name'])));
  });
}

function offered({ name, type }: Fields, namespace: string | null): OfferedTool {
  // Tools that the model's own servers run have a type and no name.
  return { name: typeof name === 'string' ? name : String(type), type: String(type), namespace };
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
