/** The lies that no check notices yet. A test fails if the list is not exact. */
export const UNNOTICED: ReadonlySet<string> = new Set([
  'a command starts only when it is over',
  'the error is that of another failure',
  'usage names the turn before',
  'the total of a thread is that of its last response',
  'no usage is sent',
  'command/exec returns another exit code',
  'command/exec returns another output',
  'initialize returns another CODEX_HOME',
  'the result of a command is lost on the way to the model',
  'the effort does not reach the model',
  'a compacted thread keeps its whole history',
  'a compacted thread has no summary',
]);
