import type { CheckResult, Evidence } from '../../checks/verdict.ts';

/** What is new each time that a scenario is played: the word that stands for it, and what it looks like. */
const NEW_EACH_TIME = [
  ['ID', /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi],
  ['ID', /(?<=\b(?:msg|resp|call|at|rs|fc|ctc|req)_)[0-9a-f]{12,}\b/gi],
  ['REFERENCE_CODE', /\bREF-[A-Z2-9]{12}\b/g],
  ['TIME', /\b\d{4}-\d\d-\d\d[T ]\d\d[:-]\d\d[:-]\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/g],
  ['TIME', /\b1[5-9]\d{8}(?:\d{3})?\b/g],
  ['DATE', /(?<=\/)20\d\d\/\d\d\/\d\d(?=\/)/g],
  ['PORT', /(?<=\b(?:127\.0\.0\.1|localhost|\[::1\]):)\d{1,5}\b/g],
  ['HASH', /\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{16,}\b/gi],
  ['PID', /(?<=\bpid[ =:]+)\d+/gi],
  ['DURATION', /\b\d+(?:\.\d+)?(?= ?(?:ns|µs|ms|s|seconds?)\b)/g],
] as const;

/**
 * A result of which the texts are the same each time that the same happens: an id becomes `<ID 1>`, the second one `<ID 2>`.
 * Those that are the same stay the same, so that what is said of them can still be understood; the recording has them.
 */
export function steadyResult(result: CheckResult): CheckResult {
  const steady = createSteady();
  const { reason, evidence } = result;
  return {
    ...result,
    reason: reason === null ? null : steady(reason),
    evidence: evidence.map((one): Evidence => {
      const { message, expected, actual } = one;
      return {
        ...one,
        message: steady(message),
        ...(expected === undefined ? {} : { expected: steady(expected) }),
        ...(actual === undefined ? {} : { actual: steady(actual) }),
      };
    }),
  };
}

function createSteady(): (text: string) => string {
  const numbers = new Map<string, Map<string, number>>();
  return (text) => {
    let steady = text;
    for (const [word, pattern] of NEW_EACH_TIME) {
      const known = numbers.get(word) ?? new Map<string, number>();
      numbers.set(word, known);
      steady = steady.replace(pattern, (value) => {
        const number = known.get(value) ?? known.size + 1;
        known.set(value, number);
        return `<${word} ${number}>`;
      });
    }
    return steady;
  };
}
