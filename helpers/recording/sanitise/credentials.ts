import type { SecretPattern } from './pattern.ts';
import { AMBIGUOUS_NAMES, AUTH_SCHEMES, isSecretName, isValue, SECRET_NAMES } from './secret-names.ts';

/**
 * What a value can begin with. A quotation mark may also be the end of a JSON string rather than the beginning of
 * the value; then one of the excluded characters follows.
 */
const FIRST = String.raw`[^\s"'\x60,:;{}\[\]()<>\\&|]`;
const QUOTED = String.raw`${FIRST}[^"'\x60\r\n]*`;
const UNQUOTED = String.raw`${FIRST}[^\s"'\x60,;&)\]}<>\\]*`;
const IS = String.raw`'?[ \t]*(?:={1,3}|:=|=>)[ \t]*`;
const COLON = String.raw`'?[ \t]*:[ \t]*`;
const QUOTE = String.raw`["'\x60]`;

const NAME_HINTS = ['key', 'token', 'secret', 'passw', 'passphrase', 'credential'];

/** Secrets that only what stands around them gives away. */
export const CREDENTIAL_PATTERNS: readonly SecretPattern[] = [
  {
    name: 'bearer',
    source: 'https://datatracker.ietf.org/doc/html/rfc6750#section-2.1',
    hints: ['bearer'],
    regex: /(bearer[ \t]+)([A-Za-z0-9._~+/-]+=*)/gi,
    accepts: looksRandom,
  },
  {
    name: 'basic',
    source: 'https://datatracker.ietf.org/doc/html/rfc7617#section-2',
    hints: ['basic'],
    regex: /(basic[ \t]+)([A-Za-z0-9+/_-]{4,}=*)/gi,
    accepts: isUserAndPassword,
  },
  {
    name: 'authorization-header',
    source: 'https://datatracker.ietf.org/doc/html/rfc9110#section-11.6.2',
    hints: ['authorization'],
    regex: new RegExp(`(authorization'?[ \\t]*[:=][ \\t]*${QUOTE}?(?:(?:${AUTH_SCHEMES})[ \\t]+)?)(${UNQUOTED})`, 'gi'),
    accepts: (secret, before) => (/\w[ \t]+$/.test(before) ? secret.length >= 4 : looksRandom(secret)),
  },
  {
    name: 'cookie-header',
    source: 'https://datatracker.ietf.org/doc/html/rfc6265#section-4',
    hints: ['cookie'],
    regex: new RegExp(String.raw`(cookie'?[ \t]*[:=][ \t]*${QUOTE}?)([^\s=;,"'\x60{}\[\]:<>\\]+=[^"'\x60\r\n]*)`, 'gi'),
  },
  {
    name: 'url-password',
    source: 'https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1',
    hints: ['://'],
    regex: /(:\/\/[^\s"'`/?#@:<>\\]*:)([^\s"'`/?#<>\\]+)(?=@)/g,
  },
  {
    name: 'private-key',
    source: 'https://datatracker.ietf.org/doc/html/rfc7468#section-2',
    hints: ['private key'],
    regex:
      /()(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s+(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): [^\r\n"'`]*)*\s*(?:[A-Za-z0-9+/=]{16,}\s+)*(?:[A-Za-z0-9+/=]{16,}|[A-Za-z0-9+/=]+(?=\s*(?:-----|["'`\\])|[\r\n]|$))?(?:\s*-----END [A-Z0-9 ]*-----)?)/g,
  },
  {
    name: 'quoted-assignment',
    source: 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml',
    hints: NAME_HINTS,
    regex: new RegExp(`((?:${SECRET_NAMES}|${AMBIGUOUS_NAMES})(?:${IS}|${COLON})${QUOTE})(${QUOTED})`, 'gi'),
    accepts: (secret, before) =>
      isValue(secret) && (isSecretName(before) ? secret.length >= 4 : secret.length >= 8 && !/\s/.test(secret)),
  },
  {
    name: 'bare-assignment',
    source: 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml',
    hints: NAME_HINTS,
    regex: new RegExp(`((?:(?:${SECRET_NAMES})(?:${IS}|${COLON})|(?:${AMBIGUOUS_NAMES})=))(${UNQUOTED})`, 'gi'),
    accepts: (secret, before) => isValue(secret) && (endsProse(before) ? secret.length >= 4 : looksRandom(secret)),
  },
  {
    name: 'environment-assignment',
    source: 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html',
    hints: NAME_HINTS,
    regex: new RegExp(`((?:_KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)=${QUOTE}?)(${UNQUOTED})`, 'g'),
    accepts: (secret) => secret.length >= 4 && isValue(secret),
  },
  {
    name: 'secret-option',
    source: 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html',
    hints: NAME_HINTS,
    regex: new RegExp(
      `((?<![a-z-])--[a-z-]*(?:${SECRET_NAMES}|token|secret|password)[ \\t]+${QUOTE}?)(${UNQUOTED})`,
      'gi',
    ),
    accepts: (secret) => looksRandom(secret) && isValue(secret),
  },
];

/** Tells a credential from a word: `Bearer of news`. */
function looksRandom(secret: string): boolean {
  return (secret.length >= 8 && /\d/.test(secret)) || secret.length >= 20;
}

/** Tells a credential from a word, as in `basic arithmetic`: it is the base64 of `user:password`. */
function isUserAndPassword(secret: string): boolean {
  const text = Buffer.from(secret, 'base64').toString();
  return /^[^\p{Cc}\uFFFD]*:[^\p{Cc}\uFFFD]*$/u.test(text);
}

/** After `api_key=` and `x-api-key:` no prose follows; after `api_key = ` and `apiKey:` code or a type may. */
function endsProse(before: string): boolean {
  return before.endsWith('=') || /-(?:key|token)'?[ \t]*:/i.test(before);
}
