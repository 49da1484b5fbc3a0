import type { CheckResult, Evidence } from '../../checks/verdict.ts';

/** Values that differ each time a scenario is played: their placeholder and their pattern. */
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
 * Replaces the values in a result that differ each time: the first id becomes `<ID 1>`, the second one `<ID 2>`. Equal
 * values get the same number.
 */
export function normaliseResult(result: CheckResult): CheckResult {
  const normalise = createNormaliser();
  const { reason, evidence } = result;
  return {
    ...result,
    reason: reason === null ? null : normalise(reason),
    evidence: evidence.map((one): Evidence => {
      const { message, expected, actual } = one;
      return {
        ...one,
        message: normalise(message),
        ...(expected === undefined ? {} : { expected: normalise(expected) }),
        ...(actual === undefined ? {} : { actual: normalise(actual) }),
      };
    }),
  };
}

function createNormaliser(): (text: string) => string {
  const numbers = new Map<string, Map<string, number>>();
  return (text) => {
    let normalised = text;
    for (const [word, pattern] of NEW_EACH_TIME) {
      const known = numbers.get(word) ?? new Map<string, number>();
      numbers.set(word, known);
      normalised = normalised.replace(pattern, (value) => {
        const number = known.get(value) ?? known.size + 1;
        known.set(value, number);
        return `<${word} ${number}>`;
      });
    }
    return normalised;
  };
}
