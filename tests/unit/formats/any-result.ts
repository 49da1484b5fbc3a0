import * as fc from 'fast-check';
import { AUTHORITY_KINDS, CAUSES, LEVELS, VERDICTS } from '../../../helpers/checks/levels.ts';
import type { CheckResult, Evidence } from '../../../helpers/checks/verdict.ts';
import { anyUnicode } from '../util/any-unicode.ts';

/** Text as codex may print it: control characters, half of a surrogate pair, markup. */
export const anyText = fc.oneof(anyUnicode, fc.constantFrom('', '\u001b[2J', '\ud800', '</script>'));

const evidence: fc.Arbitrary<Evidence> = fc.record(
  { message: anyText, file: anyText, line: fc.integer({ min: 1 }), expected: anyText, actual: anyText },
  { requiredKeys: ['message'] },
);

const knownFailure = fc.record(
  { versions: anyText, reason: anyText, link: anyText, swept: anyText },
  { requiredKeys: ['versions', 'reason'] },
);

/** The verdict of some check on some scenario. */
export function anyResult(id: fc.Arbitrary<string>, scenario: fc.Arbitrary<string>): fc.Arbitrary<CheckResult> {
  return fc.record(
    {
      id,
      clause: anyText,
      level: fc.constantFrom(...LEVELS),
      authority: fc.record({ kind: fc.constantFrom(...AUTHORITY_KINDS), reference: anyText }),
      scenario,
      verdict: fc.constantFrom(...VERDICTS),
      reason: fc.option(anyText, { nil: null }),
      cause: fc.constantFrom(...CAUSES),
      evidence: fc.array(evidence, { maxLength: 5 }),
      known_failure: knownFailure,
    },
    { requiredKeys: ['id', 'clause', 'level', 'authority', 'scenario', 'verdict', 'reason', 'evidence'] },
  );
}
