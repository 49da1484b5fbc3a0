import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create } from 'tar';
import { targetOf } from '../../../../helpers/codex/platform.ts';
import { program, write } from '../temporary.ts';

/** The platform that the tests run on. */
export const TARGET = targetOf()!;

/** A package as `npm pack` brings it: what each file says, by its path in the package. Programs have no extension. */
export type PackageFiles = Readonly<Record<string, string>>;

/** Writes the archive of a package. */
export async function writeTarball(path: string, files: PackageFiles): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'codex-package-'));
  try {
    mkdirSync(join(folder, 'package'));
    for (const [name, text] of Object.entries(files)) {
      if (/\.\w+$/.test(name)) write(join(folder, 'package', name), text);
      else program(join(folder, 'package', name), text);
    }
    await create({ file: path, cwd: folder, gzip: true, portable: true }, ['package']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A script that says that it is that version. */
export function tinyCodex(version: string): string {
  return `echo codex-cli ${version}`;
}

/** One package with the builds of all platforms, as before 0.99. */
export function packageOfAll(version: string): PackageFiles {
  return {
    'package.json': JSON.stringify({ name: '@openai/codex', version }),
    'bin/codex.js': '',
    [`vendor/${TARGET.triple}/codex/codex`]: tinyCodex(version),
    [`vendor/${TARGET.triple}/path/rg`]: 'exit 0',
    'vendor/other-platform/codex/codex': 'exit 1',
  };
}

/** A package with the build of one platform, as before 0.133 (`codex`) or since then (`bin`). */
export function packageOfOne(version: string, folder: 'codex' | 'bin'): PackageFiles {
  return {
    'package.json': JSON.stringify({ name: '@openai/codex', version }),
    [`vendor/${TARGET.triple}/${folder}/codex`]: tinyCodex(version),
    [`vendor/${TARGET.triple}/${folder}/codex-helper`]: 'exit 0',
  };
}
