/** Endings of names whose value is a secret: `OPENAI_API_KEY`, `x-api-key`, `accessToken`. */
export const SECRET_NAMES = [
  String.raw`(?:api|secret|private|signing|access|account)[_-]?key`,
  String.raw`secret[_ -]access[_ -]key`,
  String.raw`(?:access|refresh|id|auth|bearer|session|security|oauth|csrf|xsrf)[_-]?token`,
  String.raw`client[_-]?secret`,
].join('|');

/** Endings of names whose value is a secret only if it looks like one: these words have other uses. */
export const AMBIGUOUS_NAMES = String.raw`(?<![a-z0-9_-])token|secret|password|passwd|passphrase|credentials?`;

/** Ways in which a credential is given to a server: https://www.iana.org/assignments/http-authschemes. */
export const AUTH_SCHEMES = 'Bearer|Basic|Digest|Token|ApiKey|Negotiate|NTLM|AWS4-HMAC-SHA256';

const NAMES_SECRET = new RegExp(`(?:${SECRET_NAMES})$`, 'i');

/** True for a name whose value is always a secret. */
export function isSecretName(text: string): boolean {
  return NAMES_SECRET.test(text);
}
