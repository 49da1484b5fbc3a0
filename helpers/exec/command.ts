/** Options of {@link execCommand}. */
export interface ExecCommandOptions {
  readonly capabilities: readonly string[];
  /** Pass `--ephemeral`, so that no session file is left, if the binary has it. */
  readonly ephemeral?: boolean;
  readonly resume?: string;
}

/** A command line, with notes for the reader of the results. */
export interface ExecCommand {
  readonly argv: readonly string[];
  readonly notes: readonly string[];
}

/**
 * The command line of one turn, with the prompt on stdin (`-`). All flags precede `resume`, as every version accepts them
 * there.
 */
export function execCommand({ capabilities, ephemeral = false, resume }: ExecCommandOptions): ExecCommand {
  const argv = ['exec', '--json', '--skip-git-repo-check', '--sandbox', 'read-only'];
  const notes: string[] = [];
  if (ephemeral) {
    if (capabilities.includes('exec.flag.ephemeral')) argv.push('--ephemeral');
    else notes.push('This binary has no --ephemeral: the turn was run without it and left a session file.');
  }
  if (resume !== undefined) argv.push('resume', resume);
  return { argv: [...argv, '-'], notes };
}
