import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { execa } from 'execa';
import { SuiteError } from '../../util/errors.ts';
import { npmError, type NpmFailure } from './npm-error.ts';

/** Environment and folder of npm: they determine its registry, proxy and login. */
export interface NpmContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Options of {@link npm}. */
export interface NpmOptions {
  /** The purpose, for messages: `download codex 0.98.0`. */
  readonly task: string;
  /** Milliseconds. @default 60_000 */
  readonly limitMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** By default npm waits ten seconds, and then a minute, before a retry. */
const RETRIES = ['--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000'];
const QUIET = ['--json', '--loglevel=error', '--update-notifier=false', '--dry-run=false', '--ignore-scripts'];

/**
 * Runs the user's own npm, with their registry, proxy and login, and returns its output.
 *
 * @throws SuiteError `environment` if npm fails; the reason of the signal, or `interrupted`
 */
export async function npm(args: readonly string[], place: NpmContext, options: NpmOptions): Promise<string> {
  const { task, limitMs = 60_000, signal } = options;
  const result = await execa('npm', [...args, ...QUIET, ...RETRIES], {
    reject: false,
    stdin: 'ignore',
    cwd: place.cwd,
    extendEnv: false,
    env: { ...compileCache(), ...definedOnly(place.env) },
    timeout: limitMs,
    killDescendants: true,
    forceKillAfterDelay: 500,
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  });
  if (!result.failed) return result.stdout;
  if (result.isCanceled) throw cancelled(signal, task);
  if (result.timedOut) {
    throw npmError({ code: 'ETIMEDOUT', message: `npm did not end within ${limitMs / 1000} seconds` }, task);
  }
  if (result.code === 'ENOENT') throw npmError({ code: 'ENOENT_NPM', message: '' }, task);
  throw npmError(failureIn(result.stdout, result.stderr || (result.originalMessage ?? '')), task);
}

function cancelled(signal: AbortSignal | undefined, task: string): SuiteError {
  if (signal?.reason instanceof SuiteError) return signal.reason;
  return new SuiteError('interrupted', `Interrupted; could not ${task}.`);
}

/** With `--json`, npm prints the reason as JSON, except when it crashes or cannot read its options. */
function failureIn(stdout: string, stderr: string): NpmFailure {
  try {
    const { error } = JSON.parse(stdout) as { error: { code?: unknown; summary?: unknown } };
    if (typeof error.summary === 'string' && error.summary !== '') {
      return { code: typeof error.code === 'string' ? error.code : null, message: error.summary };
    }
  } catch {
    // The reason is on stderr.
  }
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/i, '').trim());
  const code = lines.find((line) => /^code \S+$/.test(line))?.slice('code '.length) ?? null;
  const words = lines.find((line) => line !== '' && !/^(?:code|syscall|errno|path|at) /.test(line));
  return { code, message: words ?? '' };
}

/** Otherwise npm would write its compile cache to the temporary folder. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir();
  // Its last part names the build of Node.js, which npm's own Node.js appends again.
  return folder === undefined ? { NODE_DISABLE_COMPILE_CACHE: '1' } : { NODE_COMPILE_CACHE: dirname(folder) };
}

function definedOnly(env: NpmContext['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
