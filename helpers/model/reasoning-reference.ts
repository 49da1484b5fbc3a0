const CODE = /\bREF-[A-Z0-9]{12}\b/g;
const ASKS = /\b(?:code|reference|identifier|token|remember\w*|memori\w*|recall|stor(?:e|ed)|told|gave|earlier)\b/i;

/** True for a prompt that asks for an earlier reference code and does not contain one. */
export function asksForReference(prompt: string): boolean {
  return ASKS.test(prompt) && prompt.search(CODE) < 0;
}

/** The latest reference code in the history, if the prompt asks for one. */
export function referenceAnswer(prompt: string, earlier: readonly string[]): string | undefined {
  if (!asksForReference(prompt)) return undefined;
  return earlier.flatMap((text) => text.match(CODE) ?? []).at(-1);
}
