/** The output of a run after its progress lines, whose order varies. */
export function reportIn(stdout: string): string {
  return withoutCounts(stdout.slice(stdout.indexOf('\ncodex ') + 1));
}

/** The last line that a run prints. */
export function verdictIn(stdout: string): string {
  return withoutCounts(stdout.split('\n').at(-1) ?? '');
}

/**
 * How many checks there are is not what these tests are about, nor is a clause that a codex may break: some break one
 * only now and then.
 */
function withoutCounts(text: string): string {
  return text
    .replace(/, \d+ optional failed/g, '')
    .replace(/^! .*  may: .*\n/gm, '')
    .replace(/\b\d+ (?=(?:failed )?checks?\b|not applicable)/g, 'N ')
    .replace(/\bN check\b/g, 'N checks')
    .replace(/\n{3,}/g, '\n\n');
}
