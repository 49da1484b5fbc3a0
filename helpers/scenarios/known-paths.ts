import { realpathSync } from 'node:fs';
import process from 'node:process';
import type { World } from '../codex/world.ts';
import { SUITE_ROOT } from '../util/suite-root.ts';
import { homeFolder } from '../util/home-folder.ts';
import type { LiveOptions, PlayContext } from './run-config.ts';

interface KnownPath {
  readonly path: string;
  readonly placeholder: string;
}

/** The paths that codex may print in a scripted run. */
export function worldPaths(world: World, run: PlayContext): KnownPath[] {
  return [
    { path: world.workspace, placeholder: '<WORKSPACE_ROOT>' },
    { path: world.codexHome, placeholder: '<CODEX_HOME>' },
    { path: world.home, placeholder: '<HOME>' },
    { path: world.tmp, placeholder: '<TMPDIR>' },
    ...suitePaths(run, process.env),
  ];
}

/** The paths that codex may print in a live run. */
export function livePaths(live: LiveOptions, run: PlayContext): KnownPath[] {
  const codexHome = live.env['CODEX_HOME'];
  return [
    ...withTwin(live.workspace, '<WORKSPACE_ROOT>'),
    ...(codexHome === undefined || codexHome === '' ? [] : withTwin(codexHome, '<CODEX_HOME>')),
    ...suitePaths(run, live.env),
  ];
}

/** The paths that messages of the suite itself may name. */
export function suitePaths(run: Pick<PlayContext, 'runFolder'>, env: NodeJS.ProcessEnv): KnownPath[] {
  return [
    { path: run.runFolder.path, placeholder: '<RUN_FOLDER>' },
    { path: SUITE_ROOT, placeholder: '<SUITE_ROOT>' },
    ...withTwin(homeFolder(env), '<HOME>'),
  ];
}

/** A path and its real path, if it is a link. */
function withTwin(path: string, placeholder: string): KnownPath[] {
  return [...new Set([path, realOr(path)])].map((twin) => ({ path: twin, placeholder }));
}

function realOr(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
