import { data } from './data.js';

/** The letters alone, the worst first: there is one look-up for each cell and scenario. */
const RANKS = data.letters.map(({ letter }) => letter).join('');

/**
 * The meaning of a letter.
 *
 * @param {string} letter
 * @returns {import('../../matrix/page-data.ts').PageData['letters'][number]}
 */
export function verdictOf(letter) {
  const verdict = data.letters[rankOf(letter)];
  if (verdict === undefined) throw new Error(`unknown verdict ${letter}`);
  return verdict;
}

/**
 * The position of a letter among all, the worst first.
 *
 * @param {string} letter
 * @returns {number}
 */
export function rankOf(letter) {
  return RANKS.indexOf(letter);
}

/**
 * The worst verdict of several rows in one version, and how many of those that were judged have it.
 *
 * @param {readonly { readonly verdicts: string }[]} rows
 * @param {number} column
 * @returns {{ letter: string, count: number, judged: number }}
 */
export function worst(rows, column) {
  let [rank, count, judged] = [RANKS.length - 1, 0, 0];
  for (const { verdicts } of rows) {
    const letter = verdicts[column] ?? '-';
    const own = rankOf(letter);
    if (letter !== '-' && letter !== 'n') judged += 1;
    if (own < rank) [rank, count] = [own, 0];
    if (own === rank) count += 1;
  }
  return { letter: RANKS[rank] ?? '-', count, judged };
}
