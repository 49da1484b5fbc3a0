import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { SuiteError } from '../util/errors.ts';
import type { ProbeOutput, ProbeOptions } from './probe.ts';
import { capabilitiesOf } from './capabilities.ts';
import type { FoundCodex } from './locate.ts';
import { packageLayout } from './package-layout.ts';
import { readIdentity, writeIdentity, type Identity } from './identity-cache.ts';
import { createRunFolder, createScenarioFolder, removeRunFolder } from './run-folder.ts';

/** The codex under test. */
export type Codex = Identity & Omit<FoundCodex, 'release'>;

const VERSION_LINE = /^codex[\w-]* v?(\d+\.\d+\.\d+[\w.+-]*)\s*$/m;

/**
 * Determines the version, the capabilities and the hash of a binary, and the files beside it. The result is cached by path,
 * size and time of change: hashing 300 MB costs more than a turn. Scripts are probed each time, because the program that
 * they start may have changed.
 *
 * @throws SuiteError `environment` if it does not start, crashes, or is not codex
 */
export async function identify(found: FoundCodex, cacheFolder: string, options: ProbeOptions = {}): Promise<Codex> {
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

async function askAll(path: string, options: ProbeOptions): Promise<Omit<Identity, 'sha256'>> {
  // Slow to load, and not needed for a cached binary.
  const { probe } = await import('./probe.ts');
  // If this process is killed, the next run removes it.
  const folder = createRunFolder();
  const home = createScenarioFolder(folder);
  try {
    const env = { PATH: process.env['PATH'] ?? '', HOME: home, CODEX_HOME: home, TMPDIR: home };
    const version = versionIn(path, await probe(path, ['--version'], env, options));
    const say = async (...args: string[]): Promise<string> => {
      const answer = await probe(path, args, env, options);
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
    if (!said.includes('command.exec')) {
      throw new SuiteError('environment', `${path} is not codex: --help lists no command exec.`, {
        hint: 'Check what the path names, and run it with --help by hand.',
      });
    }
    return { version, capabilities: [...said, ...packageLayout(path)].toSorted() };
  } finally {
    await removeRunFolder(folder);
  }
}

function versionIn(path: string, answer: ProbeOutput): string {
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
