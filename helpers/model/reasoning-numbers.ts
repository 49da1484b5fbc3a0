const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const WORDS = new RegExp(
  String.raw`\b(?:(${TENS.join('|')})(?:[-\s](${SMALL.slice(1, 10).join('|')}))?|(${SMALL.join('|')}))\b`,
  'gi',
);

/** Replaces number words up to ninety-nine by digits. */
export function numbersAsDigits(text: string): string {
  return text.replace(WORDS, (_, tens?: string, units?: string, small?: string) => {
    const ten = tens === undefined ? 0 : 10 * (TENS.indexOf(tens.toLowerCase()) + 2);
    return String(ten + Math.max(SMALL.indexOf((units ?? small ?? '').toLowerCase()), 0));
  });
}
