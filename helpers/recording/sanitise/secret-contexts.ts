import type { Anchor } from './pattern.ts';
import { AMBIGUOUS_NAMES, AUTH_SCHEMES, SECRET_NAMES } from './secret-names.ts';
import { isOneWord, isUserAndPassword, isValue, looksRandom } from './secret-values.ts';

const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml';

/**
 * The first character of a value. After a quotation mark that ends a JSON string, instead of beginning a value, one of the
 * excluded characters follows.
 */
const FIRST = String.raw`[^\s"'\x60,:;{}\[\]()<>\\&|]`;
const QUOTED = String.raw`${FIRST}[^"'\x60\r\n]*`;
const BARE = String.raw`${FIRST}[^\s"'\x60,;&)\]}<>\\]*`;
const QUOTE = String.raw`["'\x60]`;
const IS = String.raw`(?:=>|=(?!=)|:=?)[ \t]*`;

/** A sticky expression for the `=` or `:` after one of these names and the value. */
function afterName(names: string, kept: string, secret: string, flags = 'i'): RegExp {
  return new RegExp(String.raw`(?<=(?:${names})'?[ \t]*)(?<kept>${kept})${secret}`, `y${flags}`);
}

/** Secrets that only the text around them gives away: a name, a header, a URL. */
export const SECRET_CONTEXTS: readonly Anchor[] = [
  {
    regex: /bearer[ \t]/gi,
    patterns: [
      {
        name: 'bearer',
        source: 'https://datatracker.ietf.org/doc/html/rfc6750#section-2.1',
        regex: /(?<kept>bearer[ \t]+)[A-Za-z0-9._~+/-]+=*/iy,
        accepts: looksRandom,
      },
    ],
  },
  {
    regex: /basic[ \t]/gi,
    patterns: [
      {
        name: 'basic',
        source: 'https://datatracker.ietf.org/doc/html/rfc7617#section-2',
        regex: /(?<kept>basic[ \t]+)[A-Za-z0-9+/_-]{4,}=*/iy,
        accepts: isUserAndPassword,
      },
    ],
  },
  {
    regex: /:\/\//g,
    patterns: [
      {
        name: 'url-password',
        source: 'https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1',
        regex: /(?<kept>:\/\/[^\s"'`/?#@:<>\\]*:)[^\s"'`/?#<>\\]+(?=@)/y,
      },
    ],
  },
  {
    regex: /[?&](?=(?:x-(?:amz|goog)-)?sig)/gi,
    patterns: [
      {
        name: 'url-signature',
        source: 'https://learn.microsoft.com/rest/api/storageservices/create-service-sas',
        regex: /(?<kept>[?&](?:sig|(?:x-(?:amz|goog)-)?signature)=)[\w%+/=-]{20,}/iy,
      },
    ],
  },
  {
    regex: /-----BEGIN /g,
    patterns: [
      {
        name: 'private-key',
        source: 'https://datatracker.ietf.org/doc/html/rfc7468#section-2',
        regex:
          /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s+(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): [^\r\n"'`]*)*\s*(?:[A-Za-z0-9+/=]{16,}\s+)*(?:[A-Za-z0-9+/=]{16,}|[A-Za-z0-9+/=]+(?=\s*(?:-----|["'`\\]|$)|[\r\n]))?(?:\s*-----END [A-Z0-9 ]*-----)?/y,
      },
    ],
  },
  {
    regex: /(?<![a-z-])--(?=[a-z])/gi,
    patterns: [
      {
        name: 'secret-option',
        source: 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html',
        regex: new RegExp(`(?<kept>--[a-z-]*(?:${SECRET_NAMES}|token|secret|password)[ \\t]+${QUOTE}?)${BARE}`, 'iy'),
        accepts: (secret) => looksRandom(secret) && isValue(secret),
      },
    ],
  },
  {
    regex: /[:=](?<=(?:key|token|secret|password|passwd|passphrase|credentials?|authorization|cookie)'?[ \t]*[:=])/gi,
    patterns: [
      {
        name: 'authorization-header',
        source: 'https://datatracker.ietf.org/doc/html/rfc9110#section-11.6.2',
        regex: afterName('authorization', `[:=][ \\t]*${QUOTE}?(?:(?:${AUTH_SCHEMES})[ \\t]+)?`, BARE),
        accepts: (secret, kept) => (/\w/.test(kept) ? secret.length >= 4 : looksRandom(secret)),
      },
      {
        name: 'cookie-header',
        source: 'https://datatracker.ietf.org/doc/html/rfc6265#section-4',
        regex: afterName('cookie', `[:=][ \\t]*${QUOTE}?`, String.raw`[^\s=;,"'\x60{}\[\]:<>\\]+=[^"'\x60\r\n]*`),
      },
      {
        name: 'quoted-assignment',
        source: GITLEAKS,
        regex: afterName(SECRET_NAMES, `${IS}${QUOTE}`, QUOTED),
        accepts: (secret) => secret.length >= 4 && isValue(secret),
      },
      {
        name: 'ambiguous-quoted-assignment',
        source: GITLEAKS,
        regex: afterName(AMBIGUOUS_NAMES, `${IS}${QUOTE}`, QUOTED),
        accepts: (secret) => isOneWord(secret) && isValue(secret),
      },
      {
        name: 'bare-assignment',
        source: GITLEAKS,
        regex: afterName(SECRET_NAMES, IS, BARE),
        accepts: (secret, kept) => isValue(secret) && (kept === '=' ? secret.length >= 4 : looksRandom(secret)),
      },
      {
        name: 'ambiguous-bare-assignment',
        source: GITLEAKS,
        regex: afterName(AMBIGUOUS_NAMES, '=', BARE),
        accepts: (secret) => secret.length >= 4 && isValue(secret),
      },
      {
        name: 'key-header',
        source: 'https://datatracker.ietf.org/doc/html/rfc9110#section-5.1',
        regex: afterName('-(?:key|token)', `:[ \\t]*`, BARE),
        accepts: (secret) => secret.length >= 4 && isValue(secret),
      },
      {
        name: 'environment-assignment',
        source: 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html',
        regex: afterName('_KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?', `=${QUOTE}?`, BARE, ''),
        accepts: (secret) => secret.length >= 4 && isValue(secret),
      },
      {
        name: 'environment-quoted-assignment',
        source: 'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html',
        regex: afterName('_KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?', `=${QUOTE}`, QUOTED, ''),
        accepts: (secret) => secret.length >= 4 && isValue(secret),
      },
    ],
  },
];
