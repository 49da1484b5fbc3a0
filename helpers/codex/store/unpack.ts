import { mkdir } from 'node:fs/promises';
import { extract } from 'tar';
import { SuiteError } from '../../util/errors.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import type { Target } from '../platform.ts';

/**
 * Unpacks what a package of npm holds for one platform: its binary, all that lies beside it, and `package.json`.
 *
 * @param folder is created
 * @throws SuiteError `environment` if the archive is damaged or the disk refuses
 */
export async function unpack(tarball: string, folder: string, target: Target): Promise<void> {
  await mkdir(folder);
  try {
    await extract({
      file: tarball,
      cwd: folder,
      strip: 1,
      strict: true,
      preserveOwner: false,
      filter: (path, entry) =>
        'type' in entry && (entry.type === 'File' || entry.type === 'OldFile') && isWanted(path, target),
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('TAR_')) {
      throw new SuiteError('environment', `The archive that npm brought is damaged: ${error.message}.`, {
        hint: 'Try again. If it stays so, the registry serves a damaged package.',
        cause: error,
      });
    }
    throw diskError(error, 'unpack codex into', folder);
  }
}

/** @param path in the archive, below the one folder that holds everything */
function isWanted(path: string, { triple, executable }: Target): boolean {
  const below = path.split('/').slice(1).join('/');
  return (
    below === 'package.json' ||
    below.startsWith(`vendor/${triple}/`) ||
    below === `bin/${executable.replace('codex', `codex-${triple}`)}`
  );
}
