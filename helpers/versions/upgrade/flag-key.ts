/** Commands whose help is asked for, with what their flags and commands are called in facts. */
const HELPED: Readonly<Record<string, { readonly flag?: string; readonly command?: string }>> = {
  '': { command: 'command' },
  exec: { flag: 'exec.flag', command: 'exec.command' },
  'exec resume': { flag: 'resume.flag' },
  'app-server': { flag: 'app-server.flag', command: 'app-server.command' },
};

const WORD = '[a-z][a-z0-9-]*';
const CALL = new RegExp(`^(?:codex )?(?:((?:${WORD} )*)--(${WORD})|((?:${WORD} )*)(${WORD}))$`);

/**
 * The key of the fact that says that a flag or a command is offered: `exec --json`, `exec resume`, `app-server --listen`.
 * Null for what no help that is asked for could show.
 */
export function flagKey(call: string): string | null {
  const [, ofFlag, flag, ofCommand, command] = CALL.exec(call.replaceAll(/\s+/g, ' ')) ?? [];
  if (flag !== undefined) return keyOf(HELPED[(ofFlag ?? '').trim()]?.flag, flag);
  if (command !== undefined) return keyOf(HELPED[(ofCommand ?? '').trim()]?.command, command);
  return null;
}

function keyOf(prefix: string | undefined, name: string): string | null {
  return prefix === undefined ? null : `help ${prefix}.${name}`;
}
