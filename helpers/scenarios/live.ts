import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SuiteError } from '../util/errors.ts';
import { secretsFromAuthFile, secretsFromEnvironment } from '../recording/sanitise/user-secrets.ts';
import { homeFolder } from '../util/home-folder.ts';
import type { LiveOptions } from './run-config.ts';
import { isFolder } from '../util/fs/is-folder.ts';

/**
 * The options for the user's own codex. CODEX_HOME is that of the environment, else `<workspace>/.codex` if it exists, else the
 * default of codex. Secrets in the environment and in codex's login are kept from every file.
 *
 * @param cwd against which a relative CODEX_HOME is resolved: codex would resolve it against the workspace
 * @throws SuiteError `usage` if the workspace or CODEX_HOME is not a folder
 */
export async function liveOptions(
  workspace: string,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<LiveOptions> {
  if (!(await isFolder(workspace))) {
    throw new SuiteError('usage', `--workspace ${workspace} is not a folder.`, {
      hint: 'Name the folder in which codex is to work.',
    });
  }
  const asked = env['CODEX_HOME'];
  const set = asked === undefined || asked === '' ? undefined : resolve(cwd, asked);
  if (set !== undefined && !(await isFolder(set))) {
    throw new SuiteError('usage', `CODEX_HOME=${asked} is not a folder.`, {
      hint: 'Create it and log in, or unset CODEX_HOME.',
    });
  }
  const own = join(workspace, '.codex');
  const codexHome = set ?? ((await isFolder(own)) ? own : undefined);
  const login = join(codexHome ?? join(homeFolder(env), '.codex'), 'auth.json');
  return {
    workspace,
    env: { ...defined(env), ...(codexHome === undefined ? {} : { CODEX_HOME: codexHome }) },
    secrets: [...secretsFromEnvironment(env), ...secretsFromAuthFile(await textOr(login))],
  };
}

function defined(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function textOr(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch(() => '');
}
