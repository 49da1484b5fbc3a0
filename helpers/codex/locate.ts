import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { SuiteError } from '../util/errors.ts';
import { nearest } from '../util/text/nearest.ts';
import { plural } from '../util/text/phrases.ts';
import { isLauncher, nativeBehind, type NativeBinary } from './native.ts';

/** The place where a binary was found. */
export type FoundBy = 'path' | 'CODEX_BIN' | 'PATH' | 'pinned' | 'npm';

/** A program that can be started, not identified yet. */
export interface FoundCodex extends NativeBinary {
  readonly foundBy: FoundBy;
  /** Lets the version store evict a version that this process downloaded. Can be called twice. Never rejects. */
  readonly release?: () => Promise<void>;
}

/** The surroundings in which a spec is resolved. */
export interface FindContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The suite's own folder, which holds the pinned codex. */
  readonly suiteRoot: string;
}

const VERSION_LIKE = /^(?:latest|[\^~<>=v\s]*\d+(?:\.[\dx*]+)*(?:[-.\w]*)(?:\s.*)?)$/;

/**
 * Finds the codex under test on this machine. `acquireCodex` also accepts published versions.
 *
 * @param spec a path, `pinned` (the suite's own dependency), `path` (whatever `codex` is on PATH), or undefined:
 *   CODEX_BIN if it is set, else PATH
 * @throws SuiteError `environment` if nothing is there or it cannot be executed, `usage` for a spec that cannot name a binary
 */
export function findCodex(spec: string | undefined, context: FindContext): FoundCodex {
  if (spec === undefined) {
    const fromEnvironment = context.env['CODEX_BIN'];
    return fromEnvironment === undefined || fromEnvironment === ''
      ? findOnPath(context)
      : atPath(fromEnvironment, 'CODEX_BIN', context);
  }
  if (spec === 'path') return findOnPath(context);
  if (spec === 'pinned') return findPinned(context);
  if (spec === '') {
    throw new SuiteError('usage', '--codex is empty.', {
      hint: 'Give the path of a codex binary, a version, `pinned` or `path`.',
    });
  }
  if (VERSION_LIKE.test(spec) && statOf(resolve(context.cwd, spec)) === undefined) {
    throw new SuiteError(
      'usage',
      `--codex ${spec} is neither a file nor a version of codex, nor a range of versions.`,
      {
        hint: 'Write a version as in 0.98.0, a range as in ">=0.98.0 <0.117.0", latest, or the path of a codex binary.',
      },
    );
  }
  return atPath(spec, 'path', context);
}

/**
 * True for specs of {@link findCodex}: `path`, the default, an existing file, whatever its name, and `pinned` in a
 * checkout.
 */
export function isOnThisMachine(spec: string | undefined, context: FindContext): boolean {
  if (spec === undefined || spec === 'path' || spec === '') return true;
  return statOf(spec === 'pinned' ? pinnedLauncher(context) : resolve(context.cwd, spec)) !== undefined;
}

/** True if the default of a machine without CODEX_BIN exists. */
export function isOnPath(context: FindContext): boolean {
  return programOnPath(context) !== undefined;
}

function programOnPath(context: FindContext): string | undefined {
  return absoluteFolders(context)
    .map((folder) => join(folder, 'codex'))
    .find((candidate) => statOf(candidate)?.isFile() === true && isExecutable(candidate));
}

function absoluteFolders({ env }: FindContext): string[] {
  return (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
}

function findOnPath(context: FindContext): FoundCodex {
  const found = programOnPath(context);
  if (found !== undefined) return launched(found, 'PATH');
  const folders = absoluteFolders(context);
  throw new SuiteError('environment', `No codex on PATH (${plural(folders.length, 'folder')} searched).`, {
    hint: 'Add --codex latest to download one, name a binary with --codex PATH or CODEX_BIN, or install it (npm install -g @openai/codex).',
  });
}

function pinnedLauncher({ suiteRoot }: FindContext): string {
  return join(suiteRoot, 'node_modules', '@openai', 'codex', 'bin', 'codex.js');
}

function findPinned(context: FindContext): FoundCodex {
  const launcher = pinnedLauncher(context);
  if (statOf(launcher) === undefined) {
    throw new SuiteError('environment', 'The pinned codex is not installed.', { hint: 'Run npm ci in the checkout.' });
  }
  return launched(launcher, 'pinned');
}

function wordHint(word: string): string {
  const meant = nearest(word.toLowerCase(), ['latest', 'pinned', 'path']);
  if (meant !== undefined) return `Did you mean --codex ${meant}?`;
  return 'Write latest, pinned, path, a version such as 0.98.0, or the path of a codex binary.';
}

function atPath(spec: string, foundBy: FoundBy, context: FindContext): FoundCodex {
  const named = foundBy === 'CODEX_BIN' ? `CODEX_BIN=${spec}` : `--codex ${spec}`;
  const path = resolve(context.cwd, spec);
  const stat = statOf(path);
  if (stat === undefined) {
    const isWord = foundBy === 'path' && !/[\\/]/.test(spec);
    throw new SuiteError('environment', `${named}: no such file.`, {
      hint: isWord ? wordHint(spec) : 'Give the path of a codex binary.',
    });
  }
  if (stat.isDirectory()) {
    throw new SuiteError('environment', `${named} is a folder, not a program.`, {
      hint: 'Give the path of the codex binary in it.',
    });
  }
  if (!stat.isFile()) {
    throw new SuiteError('environment', `${named} is not a program.`, { hint: 'Give the path of a codex binary.' });
  }
  if (!isExecutable(path) && !isLauncher(realpathSync(path))) {
    throw new SuiteError('environment', `${named} is not executable.`, { hint: `Make it so: chmod +x ${path}` });
  }
  return launched(path, foundBy);
}

function launched(path: string, foundBy: FoundBy): FoundCodex {
  const real = realpathSync(path);
  if (!isLauncher(real)) return { path, foundBy, pathDirs: [] };
  const native = nativeBehind(real);
  if (native === undefined) {
    throw new SuiteError(
      'environment',
      `${path} is npm's launcher of codex, but the binary for this platform is missing.`,
      {
        hint: 'Reinstall @openai/codex without --omit=optional.',
      },
    );
  }
  return { path: native.path, foundBy, pathDirs: native.pathDirs };
}

/** Undefined for a missing file, and for a list of versions that is too long for a file name. */
function statOf(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
