import { stat } from 'node:fs/promises';

/** True for the path of an existing folder. Never throws. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
