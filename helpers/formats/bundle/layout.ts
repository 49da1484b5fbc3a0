/** Folder of the bundles, relative to the output folder. */
export const BUNDLES = 'bundles';

/** The file by which a folder is known to be a bundle. */
export const SCRIPT_FILE = 'script.json';
