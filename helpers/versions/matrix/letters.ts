import { isExcused, type CheckResult, type Verdict } from '../../checks/verdict.ts';

/**
 * The letters in which a row of a matrix is written, the worst first. `side` is null where a version does not say whether
 * the clause holds: a check that no longer applies is no regression, and a new one fixes nothing. The sign needs no colour.
 */
export const LETTERS = [
  { letter: 'f', verdict: 'fail', side: 'bad', sign: '✗', words: 'fails' },
  { letter: 'u', verdict: 'untestable', side: 'bad', sign: '?', words: 'cannot be judged' },
  { letter: 'h', verdict: 'harness-error', side: null, sign: '!', words: 'harness error' },
  { letter: 'k', verdict: 'known-failure', side: 'bad', sign: '~', words: 'known failure' },
  { letter: 'p', verdict: 'pass', side: 'good', sign: '✓', words: 'holds' },
  { letter: 'n', verdict: 'not-applicable', side: null, sign: '–', words: 'does not apply' },
  { letter: '-', verdict: 'not-played', side: null, sign: ' ', words: 'not played' },
] as const;

type LetterMeaning = (typeof LETTERS)[number];

const BY_LETTER = new Map<string, LetterMeaning>(LETTERS.map((entry) => [entry.letter, entry]));

/** The meaning of a letter; that of `-` for an unknown one. */
export function meaningOf(letter: string | undefined): LetterMeaning {
  return BY_LETTER.get(letter ?? '-') ?? LETTERS.at(-1)!;
}

/** The letter of a result. */
export function letterOf(result: Pick<CheckResult, 'verdict' | 'known_failure'>): string {
  const verdict = isExcused(result) ? 'known-failure' : result.verdict;
  return LETTERS.find((entry) => entry.verdict === verdict)!.letter;
}

/** The verdict of a check behind a letter; undefined where it was not judged. */
export function verdictOf(letter: string | undefined): Verdict | undefined {
  const { verdict } = meaningOf(letter);
  if (verdict === 'not-played') return undefined;
  return verdict === 'known-failure' ? 'fail' : verdict;
}
