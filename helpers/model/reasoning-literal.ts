import { arithmeticAnswer } from './reasoning-arithmetic.ts';

const VERB = String.raw`\b(?:reply|answer|respond|say|output|print|write|return|acknowledge|confirm|repeat)\b`;
const FILLERS =
  'back|with|by|using|only|just|exactly|verbatim|literally|the|a|single|one|following|exact|this|words?|text|phrase|string|message|saying';
const FILLER = String.raw`(?:\s+(?:${FILLERS})\b)*`;

/** `Reply with exactly: STORED`. The words run to the end of the line. */
const AFTER_COLON = new RegExp(String.raw`${VERB}${FILLER}\s*:\s*(\S[^\n]*)`, 'gi');
/** `Reply with exactly "all set"`, in one sentence and with any kind of quotation marks; an apostrophe is none. */
const QUOTED = new RegExp(
  String.raw`${VERB}(?:[^\n.?!"“‘'${'`'}]|(?<=\w)'(?=\w))*(?:["“${'`'}]([^\n"”${'`'}]+)["”${'`'}]|(?<!\w)['‘]([^\n]+?)['’](?!\w))`,
  'gi',
);
/** `Reply with the word stored`. */
const AFTER_WORD = new RegExp(
  String.raw`${VERB}${FILLER}\s+word\s+(?!(?:only|and|or|for|that|which|as|in|to)\b)([\w-]+)`,
  'gi',
);
/** `Just answer STORED`: a word in capitals. */
const CAPITALS = new RegExp(String.raw`${VERB}${FILLER}\s+([A-Z][A-Z0-9_-]+)(?![\w-])`);
/** What may follow the words that are to be said, in the same line. */
const AFTERTHOUGHT =
  /\.\s+(?:do|don't|nothing|no|without|just|only|please|and|then|output|reply|say|add|never|i|you)\b.*$|[\s,;(—–-]+(?:and |but )?(?:nothing|no other|without any)\b.*$/i;

/** The word or words that a prompt asks for outright, or undefined. A question or a calculation is never one. */
export function literalAnswer(prompt: string): string | undefined {
  return [
    ...matches(QUOTED, prompt),
    ...matches(AFTER_COLON, prompt).map((text) => withoutStop(text.replace(AFTERTHOUGHT, ''))),
    ...matches(AFTER_WORD, prompt),
  ].find((text) => !text.includes('?') && arithmeticAnswer(text) === undefined);
}

/** A word in capitals that a prompt asks for, or undefined. It may also be a stressed word of something else that is asked. */
export function capitalAnswer(prompt: string): string | undefined {
  // The pattern cannot be case-blind, but what stands before the word may be written in any way.
  const plain = prompt.replace(new RegExp(String.raw`${VERB}|\b(?:${FILLERS})\b`, 'gi'), (word) => word.toLowerCase());
  return CAPITALS.exec(plain)?.[1];
}

function matches(pattern: RegExp, prompt: string): string[] {
  return [...prompt.matchAll(pattern)]
    .flatMap((match) => match.slice(1).filter((text) => text !== undefined))
    .map((text) => text.trim());
}

/** A full stop that ends a sentence is not a part of what is to be said. */
function withoutStop(text: string): string {
  return /[^.]\.$/.test(text) ? text.slice(0, -1) : text;
}
