import { userInfo } from 'node:os';

/** The home folder as codex finds it: HOME, or that of the user's account where HOME is not set or empty. */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string {
  const home = env['HOME'];
  return home === undefined || home === '' ? userInfo().homedir : home;
}
