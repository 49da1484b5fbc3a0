/** Names that mark their value as a secret wherever they end a name: `OPENAI_API_KEY`, `x-api-key`, `accessToken`. */
export const SECRET_NAMES = [
  String.raw`(?:api|secret|private|signing|access)[_-]?key`,
  String.raw`secret[_ -]access[_ -]key`,
  String.raw`(?:access|refresh|id|auth|bearer|session|security|oauth|csrf|xsrf)[_-]?token`,
  String.raw`client[_-]?secret`,
].join('|');

/** Names that mark their value only if it also looks like a secret: people use these words for other things too. */
export const AMBIGUOUS_NAMES = String.raw`(?<![a-z0-9_-])token|secret|password|passwd|passphrase|credentials?`;

/** Ways in which a credential is given to a server: https://www.iana.org/assignments/http-authschemes. */
export const AUTH_SCHEMES = 'Bearer|Basic|Digest|Token|ApiKey|Negotiate|NTLM|AWS4-HMAC-SHA256';

/** The placeholder of a value that is somewhere else, or that was left out. */
const NOT_A_VALUE =
  /^(?:null|none|nil|true|false|undefined|read|write|\.+|\*+|x+|…|(?:process\.env|os\.environ|os\.getenv|import\.meta|std::env)\b.{0,80}|\$[A-Za-z_{(].{0,80})$/i;

/** True when the text is not the name of a value, or no value at all, as in `apiKey = process.env.API_KEY`. */
export function isValue(text: string): boolean {
  return !NOT_A_VALUE.test(text);
}

const NAMES_SECRET = new RegExp(`(?:${SECRET_NAMES})[^A-Za-z0-9]*$`, 'i');

/** True when the text ends in a name that is never used for anything but a secret. */
export function isSecretName(text: string): boolean {
  return NAMES_SECRET.test(text);
}

/** True for what may be a password, and not for a sentence about one. What holds a placeholder was looked at before. */
export function isOneWord(text: string): boolean {
  return text.length >= 8 && !/\s|<\w+>/.test(text);
}
