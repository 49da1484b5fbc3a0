import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { NpmContext } from '../../../../helpers/codex/store/npm.ts';
import { program, temporaryFolder } from '../temporary.ts';
import { writeTarball, type PackageFiles } from './packages.ts';

/** What a scripted npm does. */
export interface NpmScript {
  /** By what is looked at (`@openai/codex`, `@openai/codex@0.98.0`): JSON to print, or a shell script in braces. */
  readonly view?: Readonly<Record<string, object | string>>;
  /** By name and version: the files of the package, or a shell script, where `$6` is the folder for the archive. */
  readonly pack?: Readonly<Record<string, PackageFiles | string>>;
}

/** A scripted npm. */
export interface NpmStandIn {
  readonly place: NpmContext;
  /** The first two arguments of each call so far. */
  readonly calls: () => string[];
}

/** A shell script that fails as npm does with `--json`. */
export function failing(code: string, summary: string): string {
  return `echo '${JSON.stringify({ error: { code, summary, detail: '' } })}'; exit 1`;
}

/** Puts a script in the place of npm. */
export async function npmStandIn({ view = {}, pack = {} }: NpmScript): Promise<NpmStandIn> {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const cases = Object.entries(view).map(([name, answer]) =>
    typeof answer === 'string' ? `"view ${name}") ${answer} ;;` : `"view ${name}") echo '${JSON.stringify(answer)}' ;;`,
  );
  for (const [index, [name, answer]] of Object.entries(pack).entries()) {
    const archive = join(folder, `${index}.tgz`);
    if (typeof answer !== 'string') await writeTarball(archive, answer);
    cases.push(`"pack ${name}") ${typeof answer === 'string' ? answer : `cp ${archive} "$6/codex.tgz"`} ;;`);
  }
  const otherwise = `*) ${failing('E404', 'There is no such thing')} ;;`;
  program(
    join(folder, 'bin', 'npm'),
    `echo "$1 $2" >> ${log}\ncase "$1 $2" in\n${cases.join('\n')}\n${otherwise}\nesac`,
  );
  const PATH = [join(folder, 'bin'), process.env['PATH']].join(delimiter);
  return {
    place: { env: { PATH }, cwd: folder },
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  };
}
