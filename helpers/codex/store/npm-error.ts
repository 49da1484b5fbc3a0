import { SuiteError } from '../../util/errors.ts';

/** What npm gave as the reason of a failure. */
export interface NpmFailure {
  /** Such as `E404`; null where npm gave none. */
  readonly code: string | null;
  readonly said: string;
}

const LONGEST = 240;

const OUT_OF_REACH =
  /^(?:ECONN\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOTCACHED|FETCH_ERROR|ERR_SOCKET\w*|ERR_STREAM_PREMATURE_CLOSE|E5\d\d|E429|ERR_INVALID_RESPONSE)$/;
const DISK_FULL = /^(?:ENOSPC|EDQUOT)$/;
const REFUSED = /^(?:E401|E403|ENEEDAUTH|EOTP)$/;
const ABSENT = /^(?:E404|ETARGET|ENOVERSIONS)$/;

const CHECK_REGISTRY = 'See which registry npm asks (npm config get registry), and its proxy (npm config get proxy).';

/**
 * What a failure of npm means for a person.
 *
 * @param doing what npm was to do, such as `download codex 0.98.0`
 */
export function npmError({ code, said }: NpmFailure, doing: string): SuiteError {
  const words = said === '' ? '' : `: ${withoutFullStop(presentable(said))}`;
  const named = code === null ? '' : ` (${code})`;
  if (code === 'ENOENT_NPM') {
    return environment(
      `Cannot ${doing}: there is no npm on PATH, and published versions come through it.`,
      'Install npm, or give the path of a codex binary.',
    );
  }
  if (code === null) return environment(`Cannot ${doing}: npm failed${words}.`, CHECK_REGISTRY);
  if (code === 'EINTEGRITY') {
    return environment(
      `Cannot ${doing}: the checksum of what arrived differs from the one that the registry gives${named}.`,
      'Try again. If it stays so, a mirror or a proxy on the way alters packages, or serves damaged ones.',
    );
  }
  if (DISK_FULL.test(code)) {
    return environment(
      `Cannot ${doing}: no space is left on the disk${named}.`,
      'Free some space, or set XDG_CACHE_HOME to a folder on another disk.',
    );
  }
  if (REFUSED.test(code)) {
    return environment(
      `Cannot ${doing}: the registry refuses${named}${words}.`,
      `Log in with npm login. ${CHECK_REGISTRY}`,
    );
  }
  if (ABSENT.test(code)) return environment(`Cannot ${doing}: the registry does not have it${named}.`, CHECK_REGISTRY);
  if (OUT_OF_REACH.test(code)) {
    return environment(`Cannot ${doing}: the registry is out of reach${named}${words}.`, CHECK_REGISTRY);
  }
  return environment(`Cannot ${doing}: npm failed${named}${words}.`, CHECK_REGISTRY);
}

function environment(message: string, hint: string): SuiteError {
  return new SuiteError('environment', message, { hint });
}

/** One short line without what may be a secret: names and passwords in URLs, query strings, tokens. */
export function presentable(said: string): string {
  const line = said
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/\/\/[^\s/@]+@/g, '//<REDACTED>@')
    .replaceAll(/(https?:\/\/[^\s?]+)\?[^\s,]*/g, '$1?<REDACTED>')
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 <REDACTED>')
    .replaceAll(/\b(?:npm|ghp|gho|glpat|sk)[_-][\w-]{8,}/g, '<REDACTED>')
    .replaceAll(/(_auth\w*|_?password|token|secret)(["']?\s*[=:]\s*)[^\s,;]+/gi, '$1$2<REDACTED>');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function withoutFullStop(text: string): string {
  return text.replace(/\.+$/, '');
}
