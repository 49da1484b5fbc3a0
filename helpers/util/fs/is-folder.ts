import { stat } from 'node:fs/promises';

/** True for the path of a folder that can be looked at. Never throws. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
