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

const NAMES_SECRET = new RegExp(`(?:${SECRET_NAMES})$`, 'i');

/** True when the text ends in a name that is never used for anything but a secret. */
export function isSecretName(text: string): boolean {
  return NAMES_SECRET.test(text);
}
