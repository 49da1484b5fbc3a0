/** One thing that was said, and by whom: `user`, `assistant`, `developer`, `system`. */
export interface Message {
  readonly role: string;
  readonly text: string;
}

/** What a request says, reduced to who said what. */
export interface Conversation {
  /** The last thing that the user said; undefined if the user said nothing. */
  readonly prompt: string | undefined;
  /** All that was said before it, by anybody, in order. */
  readonly earlier: readonly Message[];
}

/**
 * Texts that codex itself puts into the mouth of the user: a block of XML from its first to its last character, whose
 * name has an underscore (`environment_context`, `user_instructions`, `turn_aborted`) or is `skill`, and the
 * instructions of the project. Seen in the requests of 0.61 to 0.169.
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

function messageIn(item: unknown): Message[] {
  const { role, content } = (item ?? {}) as { role?: unknown; content?: unknown };
  if (typeof role !== 'string') return [];
  const text = typeof content === 'string' ? content : textOf(content);
  return text === '' ? [] : [{ role, text }];
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: unknown } | null) => (typeof part?.text === 'string' ? part.text : '')).join('');
}
