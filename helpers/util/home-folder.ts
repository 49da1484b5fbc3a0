import { userInfo } from 'node:os';

/** The home folder as codex determines it: HOME, or that of the user's account if HOME is unset or empty. */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = env['HOME'];
  return home === undefined || home === '' ? userInfo().homedir : home;
}
