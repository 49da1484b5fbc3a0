import { SuiteError } from '../../util/errors.ts';

/** The reason that npm gave for a failure. */
export interface NpmFailure {
  /** Such as `E404`; null if npm gave none. */
  readonly code: string | null;
  readonly message: string;
}

const LONGEST = 240;

const OUT_OF_REACH =
  /^(?:ECONN\w+|ENOTFOUND|EAI_\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ENOTCACHED|FETCH_ERROR|ERR_SOCKET\w*|ERR_STREAM_PREMATURE_CLOSE|E5\d\d|E429|ERR_INVALID_RESPONSE)$/;
const DISK_FULL = /^(?:ENOSPC|EDQUOT)$/;
const REFUSED = /^(?:E401|E403|ENEEDAUTH|EOTP)$/;
const ABSENT = /^(?:E404|ETARGET|ENOVERSIONS)$/;
const CHECK_REGISTRY = 'Check the registry of npm (npm config get registry) and its proxy (npm config get proxy).';

/**
 * Explains a failure of npm.
 *
 * @param task see `NpmOptions.task`
 */
export function npmError({ code, message }: NpmFailure, task: string): SuiteError {
  const words = message === '' ? '' : `: ${withoutFullStop(presentable(message))}`;
  const named = code === null ? '' : ` (${code})`;
  if (code === 'ENOENT_NPM') {
    return environment(
      `Cannot ${task}: no npm on PATH; published versions are downloaded with it.`,
      'Install npm, or give the path of a codex binary.',
    );
  }
  if (code === null) return environment(`Cannot ${task}: npm failed${words}.`, CHECK_REGISTRY);
  if (code === 'EINTEGRITY') {
    return environment(
      `Cannot ${task}: the checksum of the download differs from that of the registry${named}.`,
      'Try again. If it persists, a mirror or a proxy alters packages, or serves damaged ones.',
    );
  }
  if (DISK_FULL.test(code)) {
    return environment(
      `Cannot ${task}: no space is left on the disk${named}.`,
      'Free some space, or set XDG_CACHE_HOME to a folder on another disk.',
    );
  }
  if (REFUSED.test(code)) {
    return environment(
      `Cannot ${task}: the registry refuses${named}${words}.`,
      `Log in with npm login. ${CHECK_REGISTRY}`,
    );
  }
  if (ABSENT.test(code)) return environment(`Cannot ${task}: the registry does not have it${named}.`, CHECK_REGISTRY);
  if (OUT_OF_REACH.test(code)) {
    return environment(`Cannot ${task}: the registry is unreachable${named}${words}.`, CHECK_REGISTRY);
  }
  return environment(`Cannot ${task}: npm failed${named}${words}.`, CHECK_REGISTRY);
}

function environment(message: string, hint: string): SuiteError {
  return new SuiteError('environment', message, { hint });
}

/** Shortens a message to one line without secrets: credentials in URLs, query strings, tokens. */
export function presentable(message: string): string {
  const line = message
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
