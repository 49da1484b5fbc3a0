/**
 * Bundles modules with all that they import, except Vitest. `import.meta.url` remains the URL of the source.
 *
 * root: absolute path of the folder that has the sources and node_modules
 * modules: paths relative to `root`; `a/b.ts` becomes `b.mjs`
 * folder: absolute; appears when it is complete
 */
export function buildCodeBundle(root: string, modules: readonly string[], folder: string): Promise<void>;
