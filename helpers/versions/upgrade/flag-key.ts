import { factKey, type FactKey } from '../facts/fact-key.ts';

/** The commands whose help is recorded, with the names of their flags and commands in facts. */
const HELPED: Readonly<Record<string, { readonly flag?: string; readonly command?: string }>> = {
  '': { command: 'command' },
  exec: { flag: 'exec.flag', command: 'exec.command' },
  'exec resume': { flag: 'resume.flag' },
  'app-server': { flag: 'app-server.flag', command: 'app-server.command' },
};

const WORD = '[a-z][a-z0-9-]*';
const CALL = new RegExp(`^(?:codex )?(?:((?:${WORD} )*)--(${WORD})|((?:${WORD} )*)(${WORD}))$`);

/**
 * The key of the fact that the help offers a flag or a command: `exec --json`, `exec resume`, `app-server --listen`. Null
 * if it would be in no help that is recorded.
 */
export function flagKey(call: string): FactKey | null {
  const [, ofFlag, flag, ofCommand, command] = CALL.exec(call.replaceAll(/\s+/g, ' ')) ?? [];
  if (flag !== undefined) return helpKey(HELPED[(ofFlag ?? '').trim()]?.flag, flag);
  if (command !== undefined) return helpKey(HELPED[(ofCommand ?? '').trim()]?.command, command);
  return null;
}

function helpKey(prefix: string | undefined, name: string): FactKey | null {
  return prefix === undefined ? null : factKey({ area: 'help', subject: `${prefix}.${name}` });
}
