import { arithmeticAnswer } from './reasoning-arithmetic.ts';

const VERB = String.raw`\b(?:reply|answer|respond|say|output|print|write|return|acknowledge|confirm|repeat)\b`;
const FILLERS =
  'back|with|by|using|only|just|exactly|verbatim|literally|the|a|single|one|following|exact|this|words?|text|phrase|string|message|saying';
const FILLER = String.raw`(?:\s+(?:${FILLERS})\b)*`;

/** `Reply with exactly: STORED`. The text ends with the line. */
const AFTER_COLON = new RegExp(String.raw`${VERB}${FILLER}\s*:\s*(\S[^\n]*)`, 'gi');
/** `Reply with exactly "all set"`, in one sentence, with any quotation marks; an apostrophe is none. */
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
/** Text that may follow the requested text in the same line. */
const AFTERTHOUGHT =
  /\.\s+(?:do|don't|nothing|no|without|just|only|please|and|then|output|reply|say|add|never|i|you)\b.*$|[\s,;(—–-]+(?:and |but )?(?:nothing|no other|without any)\b.*$/i;

/** The text that a prompt asks to repeat, or undefined. Never a question or a calculation. */
export function literalAnswer(prompt: string): string | undefined {
  return [
    ...matches(QUOTED, prompt),
    ...matches(AFTER_COLON, prompt).map((text) => withoutStop(text.replace(AFTERTHOUGHT, ''))),
    ...matches(AFTER_WORD, prompt),
  ].find((text) => !text.includes('?') && arithmeticAnswer(text) === undefined);
}

/** A word in capitals that a prompt asks for, or undefined. Weak: the capitals may be emphasis. */
export function capitalAnswer(prompt: string): string | undefined {
  // The pattern is case-sensitive for the word only.
  const plain = prompt.replace(new RegExp(String.raw`${VERB}|\b(?:${FILLERS})\b`, 'gi'), (word) => word.toLowerCase());
  return CAPITALS.exec(plain)?.[1];
}

function matches(pattern: RegExp, prompt: string): string[] {
  return [...prompt.matchAll(pattern)]
    .flatMap((match) => match.slice(1).filter((text) => text !== undefined))
    .map((text) => text.trim());
}

/** The full stop of the sentence is not part of the requested text. */
function withoutStop(text: string): string {
  return /[^.]\.$/.test(text) ? text.slice(0, -1) : text;
}
