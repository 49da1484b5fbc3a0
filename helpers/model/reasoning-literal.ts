import { arithmeticAnswer } from './reasoning-arithmetic.ts';

const VERB = String.raw`\b(?:reply|answer|respond|say|output|print|write|return|acknowledge|confirm|repeat)\b`;

const FILLER = String.raw`(?:\s+(?:back|with|by|using|only|just|exactly|verbatim|literally|the|single|one|words?|text|phrase|saying))*`;
/** `Reply with exactly: STORED`. The words run to the end of the line; a full stop that ends a sentence is not theirs. */
const AFTER_COLON = new RegExp(String.raw`${VERB}${FILLER}\s*:\s*(\S[^\n]*)`, 'i');
/** `Reply with exactly "all set"`, with any kind of quotation marks. */
const QUOTED = new RegExp(String.raw`${VERB}[^\n"'“‘\`]*?["“‘'\`]([^\n"”’'\`]+)["”’'\`]`, 'i');
/** `Just answer STORED`: a word in capitals. */
const CAPITALS = new RegExp(String.raw`${VERB}${FILLER}\s+([A-Z][A-Z0-9_-]+)(?![\w-])`);

/** The word or words that a prompt asks for outright, or undefined. */
export function literalAnswer(prompt: string): string | undefined {
  const quoted = QUOTED.exec(prompt)?.[1];
  if (quoted !== undefined) return quoted.trim();
  const after = AFTER_COLON.exec(prompt)?.[1];
  if (after !== undefined && arithmeticAnswer(after) === undefined) return withoutStop(after.trim());
  return CAPITALS.exec(capitalVerbs(prompt))?.[1];
}

function withoutStop(text: string): string {
  return /[^.]\.$/.test(text) ? text.slice(0, -1) : text;
}

/** The verb may begin a sentence; the word in capitals must stay as it is, so the pattern is not case-blind. */
function capitalVerbs(prompt: string): string {
  return prompt.replace(new RegExp(VERB, 'gi'), (verb) => verb.toLowerCase());
}
