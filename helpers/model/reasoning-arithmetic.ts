import { expressionValue, NUMBER } from './reasoning-expression.ts';
import { numbersAsDigits } from './reasoning-numbers.ts';

/** Words between two numbers that mean an operator, longest first. */
const INFIX: readonly (readonly [RegExp, string])[] = [
  [/\*\*|\b(?:raised )?to the power of\b/gi, '^'],
  [/\bsquared\b/gi, '^2'],
  [/\bcubed\b/gi, '^3'],
  [/\b(?:multiplied by|times)\b/gi, '*'],
  [/\b(?:divided by|over)\b/gi, '/'],
  [/\b(?:plus|added to)\b/gi, '+'],
  [/\b(?:minus|less)\b\s*/gi, '-'],
  [/(?<=[\d)]\s*)[x×·](?=\s*-?[\d(])/gi, '*'],
  [/÷/g, '/'],
  [/−\s*/g, '-'],
  [/–(?=\s*[\d(])/g, '-'],
  [/(?<=\d)\s*(?:%|percent)\s+of\b/gi, '/100*'],
];

/** A minus after a space or a bracket, directly before a number, is its sign. */
const SIGNED = String.raw`(?:(?<=^|[\s(])-)?${NUMBER}`;
const LIST = String.raw`((?:${SIGNED}[^\d.]+?)+${SIGNED})`;
/** `the sum of 4, 5 and 6`, `add 3 to 4`. */
const PREFIX: readonly (readonly [RegExp, (numbers: number[]) => number])[] = [
  [prefix('sum|total|add|adding'), (n) => n.reduce((a, b) => a + b)],
  [prefix('product|multiply|multiplying'), (n) => n.reduce((a, b) => a * b)],
  [prefix('difference'), (n) => Math.abs(n[0]! - n[1]!)],
  [
    prefix('subtract|subtracting|take|taking', String.raw`(${SIGNED}[^\d.]*?\bfrom\b[^\d.]*?${SIGNED})`),
    (n) => n[1]! - n[0]!,
  ],
  [prefix('quotient|divide|dividing'), (n) => n[0]! / n[1]!],
];

function prefix(words: string, list = LIST): RegExp {
  return new RegExp(String.raw`\b(?:${words})\b[^\d]*?${list}`, 'i');
}

/** The result of the first calculation in a prompt, or undefined. */
export function arithmeticAnswer(prompt: string): string | undefined {
  return calculated(prompt) ?? calculated(numbersAsDigits(prompt));
}

function calculated(prompt: string): string | undefined {
  const plain = INFIX.reduce((text, [words, operator]) => text.replace(words, operator), withoutSeparators(prompt));
  const value = expressionValue(plain);
  if (value !== undefined) return formatted(value);
  for (const [pattern, fold] of PREFIX) {
    const numbers = pattern.exec(plain)?.[1]?.match(new RegExp(SIGNED, 'g'))?.map(Number);
    if (numbers !== undefined) return formatted(fold(numbers));
  }
  return undefined;
}

function withoutSeparators(prompt: string): string {
  return prompt.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
}

/** Rounds binary fractions: 0.1 + 0.2 is 0.3. */
function formatted(value: number): string | undefined {
  return Number.isFinite(value) ? String(Number(value.toPrecision(12))) : undefined;
}
