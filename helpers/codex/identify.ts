import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { SuiteError } from '../util/errors.ts';
import type { Answer, AskOptions } from './probe.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { FoundBy, FoundCodex } from './locate.ts';
import { layoutOf } from './package-layout.ts';
import { readIdentity, writeIdentity, type Identity } from './identity-cache.ts';
import { createRunFolder, createScenarioFolder, removeRunFolder } from './run-folder.ts';

/** The codex under test. */
export interface Codex extends Identity {
  readonly path: string;
  readonly foundBy: FoundBy;
  readonly pathDirs: readonly string[];
}

const VERSION_LINE = /^codex[\w-]* v?(\d+\.\d+\.\d+[\w.+-]*)\s*$/m;

/**
 * Asks a binary for its version and capabilities, looks at what lies beside it, and hashes it.
 * What was learnt is kept in the cache folder by path, size and time of change: hashing 300 MB or asking twice
 * costs more than a turn. Scripts are asked each time, since what they start may have changed.
 *
 * @throws SuiteError `environment` if it does not start, crashes, or is not codex
 */
export async function identify(found: FoundCodex, cacheFolder: string, options: AskOptions = {}): Promise<Codex> {
  const place = { path: found.path, foundBy: found.foundBy, pathDirs: found.pathDirs };
  const { size, mtimeMs } = await stat(found.path);
  const key = { path: found.path, size, mtimeMs };
  const cacheable = !(await isScript(found.path));
  const known = cacheable ? await readIdentity(cacheFolder, key) : undefined;
  if (known !== undefined) return { ...known, ...place };
  const hashing = sha256Of(found.path);
  hashing.catch(() => undefined);
  const asked = await askAll(found.path, options);
  const identity: Identity = { ...asked, sha256: await hashing };
  if (cacheable) await writeIdentity(cacheFolder, key, identity);
  return { ...identity, ...place };
}

async function askAll(path: string, options: AskOptions): Promise<Omit<Identity, 'sha256'>> {
  // Needed only for a binary that is new here, and slow to load.
  const { ask } = await import('./probe.ts');
  // If this process dies in between, the next run sweeps it away.
  const folder = createRunFolder();
  const home = createScenarioFolder(folder);
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, CODEX_HOME: home, TMPDIR: home };
    const version = versionIn(path, await ask(path, ['--version'], env, options));
    const say = async (...args: string[]): Promise<string> => {
      const answer = await ask(path, args, env, options);
      return answer.exitCode === 0 ? answer.stdout : '';
    };
    const [help, execHelp, resumeHelp, appServerHelp, features] = await Promise.all([
      say('--help'),
      say('exec', '--help'),
      say('exec', 'resume', '--help'),
      say('app-server', '--help'),
      say('features', 'list'),
    ]);
    const said = capabilitiesOf({ help, execHelp, resumeHelp, appServerHelp, features });
    return { version, capabilities: [...said, ...layoutOf(path)].toSorted() };
  } finally {
    await removeRunFolder(folder);
  }
}

function versionIn(path: string, answer: Answer): string {
  if (answer.exitCode !== 0) {
    const end = answer.signal === null ? `exit code ${answer.exitCode}` : `signal ${answer.signal}`;
    const words = answer.stderr.trim().split('\n').at(-1) ?? '';
    throw new SuiteError('environment', `${path} --version failed with ${end}${words === '' ? '' : `: ${words}`}.`, {
      hint: 'The binary cannot run here. Check that it was built for this platform and is complete.',
    });
  }
  const version = VERSION_LINE.exec(answer.stdout)?.[1];
  if (version === undefined) {
    const first = answer.stdout.split('\n', 1)[0]!.slice(0, 80);
    throw new SuiteError('environment', `${path} is not codex: --version prints ${JSON.stringify(first)}.`, {
      hint: 'A codex prints a line such as "codex-cli 0.98.0".',
    });
  }
  return version;
}

async function isScript(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.toString('latin1') === '#!';
  } finally {
    await file.close();
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
