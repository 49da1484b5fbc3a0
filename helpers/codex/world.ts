import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configToml, needsBaseUrl } from './config.ts';
import { snapshot, type Snapshot } from './snapshot.ts';

/** The folders and the environment of one scenario. */
export interface World {
  /** The folder above the others. */
  readonly root: string;
  readonly home: string;
  readonly codexHome: string;
  readonly tmp: string;
  /** A git repository without a commit. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly before: Snapshot;
}

/** Options of {@link createWorld}. */
export interface WorldOptions {
  readonly root: string;
  readonly capabilities: readonly string[];
  /** Folders to put in front of PATH. */
  readonly pathDirs: readonly string[];
  /** The scripted model's base URL, ending in `/v1`. */
  readonly modelUrl: string;
  readonly proxyUrl: string;
  readonly path: string;
  /** Leave codex as shipped: it may access the internet, and retry without limit. @default false */
  readonly asShipped?: boolean | undefined;
}

/**
 * Codex calls this program for its user agent. The one of the machine takes a tenth of a second, and its output would differ
 * between machines.
 */
const DISTRIBUTION = `#!/bin/sh
printf 'Distributor ID:\\tDebian\\nDescription:\\tDebian GNU/Linux 12 (bookworm)\\nRelease:\\t12\\nCodename:\\tbookworm\\n'
`;

/**
 * Creates the world of one scenario: four folders side by side (with CODEX_HOME inside TMPDIR, codex would warn and not
 * install its helper programs), the configuration, and an environment from an allow-list.
 */
export function createWorld(options: WorldOptions): World {
  const { root, capabilities, proxyUrl, asShipped = false } = options;
  const home = join(root, 'home');
  const codexHome = join(root, 'codex-home');
  const tmp = join(root, 'tmp');
  const workspace = join(root, 'workspace');
  for (const folder of [home, codexHome, tmp]) mkdirSync(folder);
  createRepository(workspace);
  writeFileSync(join(codexHome, 'config.toml'), configToml(options));
  const programs = join(root, 'bin');
  mkdirSync(programs);
  writeFileSync(join(programs, 'lsb_release'), DISTRIBUTION, { mode: 0o755 });
  const env = {
    PATH: [programs, ...options.pathDirs, options.path].join(':'),
    HOME: home,
    CODEX_HOME: codexHome,
    TMPDIR: tmp,
    RUST_LOG: 'error',
    HTTP_PROXY: proxyUrl,
    HTTPS_PROXY: proxyUrl,
    ALL_PROXY: proxyUrl,
    NO_PROXY: '127.0.0.1,localhost',
    ...(!asShipped && needsBaseUrl(capabilities) ? { OPENAI_BASE_URL: options.modelUrl } : {}),
  };
  return { root, home, codexHome, tmp, workspace, env, before: snapshot({ home, codexHome, tmp, workspace }) };
}

/** Writes the files of `git init`, without its templates. */
function createRepository(folder: string): void {
  for (const part of ['.git/objects', '.git/refs']) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(folder, '.git/config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
}
