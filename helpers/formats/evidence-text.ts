import type { Evidence } from '../checks/verdict.ts';

/** An observation with its values, in one sentence. Untrusted. */
export function evidenceText({ message, expected, actual }: Pick<Evidence, 'message' | 'expected' | 'actual'>): string {
  return [
    message,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(actual === undefined ? [] : [`actual ${actual}`]),
  ].join('; ');
}
