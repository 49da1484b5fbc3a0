import { withTexts } from '../../checks/evidence.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import { normalise } from '../../recording/normalise.ts';

/**
 * Replaces the values in a result that differ each time: the first id becomes `<ID 1>`, the second one `<ID 2>`. Equal
 * values get the same number.
 */
export function normaliseResult(result: CheckResult): CheckResult {
  const numbered = createNormaliser();
  const { reason, evidence } = result;
  return {
    ...result,
    reason: reason === null ? null : numbered(reason),
    evidence: evidence.map((one) => withTexts(one, numbered)),
  };
}

function createNormaliser(): (text: string) => string {
  const numbers = new Map<string, Map<string, number>>();
  return (text) =>
    normalise(text, (kind, value) => {
      const known = numbers.get(kind) ?? new Map<string, number>();
      numbers.set(kind, known);
      const number = known.get(value) ?? known.size + 1;
      known.set(value, number);
      return `<${kind} ${number}>`;
    });
}
