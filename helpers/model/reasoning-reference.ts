/** The form of a reference code, as the prompts show it. */
const CODE = /\bREF-[A-Z0-9]{12}\b/g;
const ASKS = /\b(?:code|reference|identifier|token|remember\w*|memori\w*|recall|stor(?:e|ed)|told|gave|earlier)\b/i;

/** True for a prompt that asks for something that was said before, and does not say it itself. */
export function asksForReference(prompt: string): boolean {
  return ASKS.test(prompt) && prompt.search(CODE) < 0;
}

/** The reference code that was mentioned last in the history, if the prompt asks for one. */
export function referenceAnswer(prompt: string, earlier: readonly string[]): string | undefined {
  if (!asksForReference(prompt)) return undefined;
  return earlier.flatMap((text) => text.match(CODE) ?? []).at(-1);
}
