import * as fc from 'fast-check';

/**
 * Strings that match a pattern. While fast-check builds one, it throws and catches an error for each character that it
 * tries: their stack traces would take most of the time.
 */
export function matching(pattern: RegExp): fc.Arbitrary<string> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return fc.stringMatching(pattern);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
