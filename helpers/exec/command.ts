/** What an exec command line is made for. */
export interface ExecCommandOptions {
  /** What the binary said that it can do. */
  readonly capabilities: readonly string[];
  /** Ask for a session that leaves no file behind, where the binary knows how. */
  readonly ephemeral?: boolean;
  /** Continue this thread. */
  readonly resume?: string;
}

/** A command line, and what a reader of the results should know about it. */
export interface ExecCommand {
  readonly argv: readonly string[];
  readonly notes: readonly string[];
}

/**
 * The command line of one turn, with the prompt on stdin. All flags stand before `resume`: there every version takes
 * them. `-` says outright that the prompt comes from stdin.
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
