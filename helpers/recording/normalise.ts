/** Values that differ each time a scenario is played: their placeholder and their pattern. The order matters. */
const VARYING = [
  ['ID', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi],
  ['ID', /\b(?:msg|resp|call|at|rs|fc|ctc|req|item|turn|thread)_(?:[0-9a-f]{12,}|<ID>)/gi],
  ['REFERENCE_CODE', /\bREF-[A-Z2-9]{12}\b/g],
  ['TIME', /\d{4}-\d\d-\d\d[T ]\d\d[:-]\d\d[:-]\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g],
  ['DATE', /\b\d{4}([-/])\d\d\1\d\d\b/g],
  // Seconds or milliseconds since 1970.
  ['TIME', /\b1[5-9]\d{8}(?:\d{3})?\b/g],
  // Hashes in hexadecimal digits.
  ['ID', /\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,}\b/gi],
  ['NUMBER', /\d{11,}/g],
  ['PORT', /(?<=\b(?:127\.0\.0\.1|localhost|\[::1\]):)\d{1,5}\b/g],
  ['DURATION', /\b\d+(?:\.\d+)?\s?(?:ns|µs|us|ms|s|secs?|seconds?|minutes?)\b/g],
  ['PID', /(?<=\b(?:pids?|process(?: group)? id|session ID)[ :=]+)\d+/gi],
  // `process 1` is a place in a recording.
  ['PID', /(?<=\bprocess(?: group)?[ :=]+)\d{3,}/gi],
  // In a panic of Rust.
  ['PID', /(?<=\bthread '[^']*' \()\d+(?=\))/g],
  // The handle of a running command in the output of a tool.
  ['ID', /(?<=\bChunk ID: )[0-9a-f]+/g],
] as const;

/**
 * A text in which ids, times, dates, ports, durations and process ids are placeholders.
 *
 * @param placeholder for a value of a kind. @default `<ID>`, `<TIME>`, …
 */
export function normalise(text: string, placeholder?: (kind: string, value: string) => string): string {
  let normalised = text;
  for (const [kind, pattern] of VARYING) {
    normalised =
      placeholder === undefined
        ? normalised.replace(pattern, `<${kind}>`)
        : normalised.replace(pattern, (value) => placeholder(kind, value));
  }
  return normalised;
}
