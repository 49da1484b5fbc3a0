/** The form of a reference code, as the prompts show it. */
const CODE = /\bREF-[A-Z0-9]{12}\b/g;
const ASKS = /\b(?:code|reference|identifier|token|remember\w*|memori\w*|recall|stor(?:e|ed)|told|gave|earlier)\b/i;

/** The reference code that was mentioned last in the history, if the prompt asks for one without naming it. */
export function referenceAnswer(prompt: string, earlier: readonly string[]): string | undefined {
  if (!ASKS.test(prompt) || prompt.search(CODE) >= 0) return undefined;
  return earlier.flatMap((text) => text.match(CODE) ?? []).at(-1) ?? noneIn(prompt);
}

/** A sum may be put with the same words ("the numbers I told you: 3 + 4"), so only a prompt without digits gets this. */
function noneIn(prompt: string): string | undefined {
  return /\d/.test(prompt) ? undefined : 'I was told no reference code.';
}
