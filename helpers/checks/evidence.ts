import type { Evidence } from './verdict.ts';

/** The file and line of an observation, as ` (stdout.jsonl:3)`; empty for none. */
export function evidencePlace({ file, line }: Evidence): string {
  return file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`;
}

/** The same observation with other texts; file and line stay. */
export function withTexts<E extends Evidence>(evidence: E, change: (text: string) => string): E {
  const { message, expected, actual } = evidence;
  return {
    ...evidence,
    message: change(message),
    ...(expected === undefined ? {} : { expected: change(expected) }),
    ...(actual === undefined ? {} : { actual: change(actual) }),
  };
}
