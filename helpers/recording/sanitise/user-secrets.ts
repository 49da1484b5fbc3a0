/** Shorter values are words that occur in many texts. */
const SHORTEST_SECRET = 8;
/** No token of a codex login is shorter. */
const SHORTEST_TOKEN = 20;

const SECRET_WORD =
  /(?:^|api|access|auth|secret|private)keys?\d*$|(?:token|secret|password|passwd|passphrase|credential)s?\d*$|^(?:pass|pwd|pat|auth|creds?)\d*$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The values of environment variables whose name contains key, token, secret, password or credential.
 * Numbers, paths and values of fewer than 8 characters are ignored: they occur in other texts as well.
 */
export function secretsFromEnvironment(env: Readonly<Record<string, string | undefined>>): string[] {
  const secrets = Object.entries(env).flatMap(([name, value = '']) => (isSecretName(name) ? [value.trim()] : []));
  return distinct(secrets.filter((value) => value.length >= SHORTEST_SECRET && !/^[\d.]+$|^\//.test(value)));
}

/**
 * The keys and tokens in the text of codex's `auth.json` (`OPENAI_API_KEY` and `tokens`, see `codex-rs/login/src/auth/storage.rs`):
 * strings with the name of a secret, and strings that look like a token. Empty if the text is not JSON.
 */
export function secretsFromAuthFile(text: string): string[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return [];
  }
  return distinct(
    leaves('', file)
      .filter(([name, value]) => looksLikeToken(value) || isNamedSecret(name, value))
      .map(([, value]) => value),
  );
}

function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => SECRET_WORD.test(word));
}

function isNamedSecret(name: string, value: string): boolean {
  return isSecretName(name) && value.length >= SHORTEST_SECRET;
}

function looksLikeToken(value: string): boolean {
  return value.length >= SHORTEST_TOKEN && /^[\w.~+/=-]+$/.test(value) && !UUID.test(value);
}

function leaves(name: string, value: unknown): [name: string, value: string][] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leaves(Array.isArray(value) ? name : key, item));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
