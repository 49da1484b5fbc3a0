import { mkdir } from 'node:fs/promises';
import { extract } from 'tar';
import { SuiteError } from '../../util/errors.ts';
import { diskError } from '../../util/fs/disk-error.ts';
import type { Target } from '../platform.ts';

/**
 * Unpacks the files of a npm package for one platform: its binary, the files beside it, and `package.json`.
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
      throw new SuiteError('environment', `The downloaded archive is damaged: ${error.message}.`, {
        hint: 'Try again. If it persists, the registry serves a damaged package.',
        cause: error,
      });
    }
    throw diskError(error, 'unpack codex into', folder);
  }
}

/** @param path in the archive, below its single folder */
function isWanted(path: string, { triple, executable }: Target): boolean {
  const below = path.split('/').slice(1).join('/');
  return (
    below === 'package.json' ||
    below.startsWith(`vendor/${triple}/`) ||
    below === `bin/${executable.replace('codex', `codex-${triple}`)}`
  );
}
