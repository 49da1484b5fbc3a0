/** One message of a request. The role is `user`, `assistant`, `developer` or `system`. */
export interface ChatMessage {
  readonly role: string;
  readonly text: string;
}

/** The messages of a request. */
export interface Conversation {
  /** The last message of the user; undefined if there is none. */
  readonly prompt: string | undefined;
  readonly earlier: readonly ChatMessage[];
}

/**
 * Messages that codex adds with the role `user`: one XML block whose name has an underscore (`environment_context`,
 * `user_instructions`, `turn_aborted`) or is `skill`, and the instructions of the project. Seen in 0.61 to 0.169.
 */
const CONTEXT_BLOCK = /^\s*(?:<([a-z]+_[a-z_]+|skill)[\s>][\s\S]*<\/\1>|# AGENTS\.md instructions[\s\S]*)\s*$/;

/** Reads the `input` of a request. */
export function conversation(input: readonly unknown[]): Conversation {
  const said = input.flatMap(messageIn);
  const at = said.findLastIndex(({ role, text }) => role === 'user' && !CONTEXT_BLOCK.test(text));
  return {
    prompt: said[at]?.text,
    earlier: said.slice(0, Math.max(at, 0)),
  };
}

function messageIn(item: unknown): ChatMessage[] {
  const { role, content } = (item ?? {}) as { role?: unknown; content?: unknown };
  if (typeof role !== 'string') return [];
  const text = typeof content === 'string' ? content : textOf(content);
  return text === '' ? [] : [{ role, text }];
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: unknown } | null) => (typeof part?.text === 'string' ? part.text : '')).join('');
}
