/** A placeholder for a value, or a reference to one. */
const NOT_A_VALUE =
  /^(?:null|none|nil|true|false|undefined|read|write|\.+|\*+|x+|…|(?:process\.env|os\.environ|os\.getenv|import\.meta|std::env)\b.{0,80}|\$[A-Za-z_{(].{0,80})$/i;

/** False for a placeholder and for a reference to a value, as in `apiKey = process.env.API_KEY`. */
export function isValue(text: string): boolean {
  return !NOT_A_VALUE.test(text);
}

/** True for a possible password; false for a sentence about one, and for text that was sanitised before. */
export function isOneWord(text: string): boolean {
  return text.length >= 8 && !/\s|<\w+>/.test(text);
}

/** False for a plain word, as in `Bearer of news`. */
export function looksRandom(secret: string): boolean {
  return (secret.length >= 8 && /\d/.test(secret)) || secret.length >= 20;
}

/** True for the base64 of `user:password`; false for a plain word, as in `basic arithmetic`. */
export function isUserAndPassword(secret: string): boolean {
  const text = Buffer.from(secret, 'base64').toString();
  return /^[^\p{Cc}\uFFFD]*:[^\p{Cc}\uFFFD]*$/u.test(text);
}
