/** The placeholder of a value that is somewhere else, or that was left out. */
const NOT_A_VALUE =
  /^(?:null|none|nil|true|false|undefined|read|write|\.+|\*+|x+|…|(?:process\.env|os\.environ|os\.getenv|import\.meta|std::env)\b.{0,80}|\$[A-Za-z_{(].{0,80})$/i;

/** True when the text is not the name of a value, or no value at all, as in `apiKey = process.env.API_KEY`. */
export function isValue(text: string): boolean {
  return !NOT_A_VALUE.test(text);
}

/** True for what may be a password, and not for a sentence about one. What holds a placeholder was looked at before. */
export function isOneWord(text: string): boolean {
  return text.length >= 8 && !/\s|<\w+>/.test(text);
}

/** Tells a credential from a word: `Bearer of news`. */
export function looksRandom(secret: string): boolean {
  return (secret.length >= 8 && /\d/.test(secret)) || secret.length >= 20;
}

/** Tells a credential from a word, as in `basic arithmetic`: it is the base64 of `user:password`. */
export function isUserAndPassword(secret: string): boolean {
  const text = Buffer.from(secret, 'base64').toString();
  return /^[^\p{Cc}\uFFFD]*:[^\p{Cc}\uFFFD]*$/u.test(text);
}
