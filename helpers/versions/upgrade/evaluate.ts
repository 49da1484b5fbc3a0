import { diffFacts } from '../diff/diff.ts';
import type { NoiseFilter } from '../diff/noise.ts';
import { keyText } from '../facts/fact-key.ts';
import { evaluateCheck } from './evaluate-check.ts';
import { evaluateFact, type FactComparison } from './evaluate-fact.ts';
import { evaluateFlag } from './evaluate-flag.ts';
import { evaluateMethod } from './evaluate-method.ts';
import type { Evaluations } from './evaluation.ts';
import type { Requirement } from './requirement.ts';
import type { VersionSnapshot } from './version-snapshot.ts';

/** Evaluates a requirement in the version in use and in another one. */
export type Evaluator = (requirement: Requirement) => Evaluations;

/** An evaluator of two versions. Their facts are compared once, when first needed. */
export function createEvaluator(from: VersionSnapshot, to: VersionSnapshot, filter: NoiseFilter): Evaluator {
  let comparison: FactComparison | undefined;
  return (requirement) => {
    switch (requirement.kind) {
      case 'check':
        return evaluateCheck(requirement, from, to);
      case 'fact':
        return evaluateFact(requirement.key, (comparison ??= compareFacts(from, to, filter)));
      case 'flag':
        return evaluateFlag(requirement.key, from, to);
      case 'method':
        return evaluateMethod(requirement.name, from, to);
    }
  };
}

function compareFacts(from: VersionSnapshot, to: VersionSnapshot, filter: NoiseFilter): FactComparison {
  const compared = diffFacts(from.versionFacts, to.versionFacts, filter);
  const differences = new Map(compared.differences.map((difference) => [keyText(difference.key), difference]));
  return { from, to, compared, differences, filter };
}
