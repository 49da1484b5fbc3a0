import { existsSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Runs a body that may create a folder. If it fails, the folders that it created, this one and those above it, are removed
 * if they are empty.
 */
export async function withoutEmptyFolders<T>(folder: string, body: () => Promise<T>): Promise<T> {
  const missing = missingFolders(folder);
  try {
    return await body();
  } catch (error) {
    await removeEmpty(missing);
    throw error;
  }
}

/** The folder and those above it that do not exist, the deepest first. */
function missingFolders(folder: string): readonly string[] {
  return existsSync(folder) ? [] : [folder, ...missingFolders(dirname(folder))];
}

async function removeEmpty(folders: readonly string[]): Promise<void> {
  try {
    for (const folder of folders) await rmdir(folder);
  } catch {
    // It has files.
  }
}
