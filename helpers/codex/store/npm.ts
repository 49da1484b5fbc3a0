import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { execa } from 'execa';
import { SuiteError } from '../../util/errors.ts';
import { npmError, type NpmFailure } from './npm-error.ts';

/** Where npm is started: both decide which registry, proxy and login it takes. */
export interface NpmPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** How npm is started. */
export interface NpmOptions {
  /** What npm is to do, such as `download codex 0.98.0`; messages say it. */
  readonly doing: string;
  /** Milliseconds. @default 60_000 */
  readonly limitMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** npm itself waits ten seconds, and then a minute, before it tries again. */
const RETRIES = ['--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000'];
const QUIET = ['--json', '--loglevel=error', '--update-notifier=false', '--dry-run=false', '--ignore-scripts'];

/**
 * Runs the user's own npm, which brings their registry, proxy, login and the check of integrity. Gives what it printed.
 *
 * @throws SuiteError `environment`, in words for a person, or `interrupted` when the signal fires
 */
export async function npm(args: readonly string[], place: NpmPlace, options: NpmOptions): Promise<string> {
  const { doing, limitMs = 60_000, signal } = options;
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
  if (result.isCanceled) throw cancelled(signal, doing);
  if (result.timedOut) {
    throw npmError({ code: 'ETIMEDOUT', said: `npm did not end within ${limitMs / 1000} seconds` }, doing);
  }
  if (result.code === 'ENOENT') throw npmError({ code: 'ENOENT_NPM', said: '' }, doing);
  throw npmError(failureIn(result.stdout, result.stderr || (result.originalMessage ?? '')), doing);
}

/** Whoever fires a signal with an error of its own finds it again. */
function cancelled(signal: AbortSignal | undefined, doing: string): SuiteError {
  if (signal?.reason instanceof SuiteError) return signal.reason;
  return new SuiteError('interrupted', `Interrupted; could not ${doing}.`);
}

/** With `--json`, npm prints the reason as JSON; before it reads its options, and when it crashes, it does not. */
function failureIn(stdout: string, stderr: string): NpmFailure {
  try {
    const { error } = JSON.parse(stdout) as { error: { code?: unknown; summary?: unknown } };
    if (typeof error.summary === 'string' && error.summary !== '') {
      return { code: typeof error.code === 'string' ? error.code : null, said: error.summary };
    }
  } catch {
    // It says it on stderr.
  }
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/i, '').trim());
  const code = lines.find((line) => /^code \S+$/.test(line))?.slice('code '.length) ?? null;
  const words = lines.find((line) => line !== '' && !/^(?:code|syscall|errno|path|at) /.test(line));
  return { code, said: words ?? '' };
}

/** npm would keep its compiled code in the folder for temporary files. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir();
  // It ends in a folder for this build of Node.js, which npm's adds again.
  return folder === undefined ? { NODE_DISABLE_COMPILE_CACHE: '1' } : { NODE_COMPILE_CACHE: dirname(folder) };
}

function definedOnly(env: NpmPlace['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
