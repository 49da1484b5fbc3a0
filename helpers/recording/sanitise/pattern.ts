/** The shape of one kind of secret in a text that is free of escapes. */
export interface SecretPattern {
  readonly name: string;
  /** Where the shape is written down. */
  readonly source: string;
  /** One of these is in every match, in lower case: a text without them is not searched. */
  readonly hints: readonly string[];
  /** Global. Group 1 stays, group 2 is the secret; together they are the whole match. Never matches a quotation mark in group 2. */
  readonly regex: RegExp;
  /** Last word on a match. Without it, each match is a secret. */
  readonly accepts?: (secret: string, before: string) => boolean;
}

/** Calls `found` with where each secret of this shape begins and ends. `lowerCase` is the text in lower case. */
export function eachSecret(
  { hints, regex, accepts }: SecretPattern,
  text: string,
  lowerCase: string,
  found: (start: number, end: number) => void,
): void {
  if (!hints.some((hint) => lowerCase.includes(hint))) return;
  regex.lastIndex = 0;
  for (let match = regex.exec(text); match !== null; match = regex.exec(text)) {
    const [, before = '', secret = ''] = match;
    const start = match.index + before.length;
    if (accepts === undefined || accepts(secret, before)) found(start, start + secret.length);
    else regex.lastIndex = Math.max(start, match.index + 1);
  }
}
