import { join } from 'node:path';

/** The folders of the version store. All lie on one disk, where renaming is atomic. */
export interface StorePlaces {
  /** One folder for each version, and nothing else that does not begin with a dot. */
  readonly versions: string;
  /** What is being fetched or removed. */
  readonly work: string;
  readonly locks: string;
  /** Who uses what. */
  readonly pins: string;
}

/** The store in a cache folder. See `cacheFolder`. */
export function storePlaces(cacheFolder: string): StorePlaces {
  const versions = join(cacheFolder, 'versions');
  return {
    versions,
    work: join(versions, '.work'),
    locks: join(versions, '.locks'),
    pins: join(versions, '.pins'),
  };
}
