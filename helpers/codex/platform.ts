import process from 'node:process';
import { SuiteError } from '../util/errors.ts';

/** Folder names of a platform in npm's packages of codex. */
export interface Target {
  /** Name of the platform package, without the scope: `codex-linux-x64`. */
  readonly packageName: string;
  /** Folder below `vendor/`. */
  readonly triple: string;
  readonly executable: string;
}

const TRIPLES: Readonly<Record<string, string>> = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};

/** The names for a platform (default: this machine's); undefined if upstream publishes no build. */
export function targetOf(platform: string = process.platform, arch: string = process.arch): Target | undefined {
  const key = `${platform}-${arch}`;
  const triple = TRIPLES[key];
  if (triple === undefined) return undefined;
  return { packageName: `codex-${key}`, triple, executable: platform === 'win32' ? 'codex.exe' : 'codex' };
}

/**
 * Codex is played in process groups, which Windows does not have.
 *
 * @throws SuiteError `environment` on a system other than Linux and macOS
 */
export function assertCanPlay(platform: string = process.platform): void {
  if (platform === 'linux' || platform === 'darwin') return;
  throw new SuiteError('environment', `Playing codex needs Linux or macOS; this is ${platform}.`, {
    hint: 'judge, list, explain, history, baseline, and diff and can-i-upgrade on recordings work here.',
  });
}
