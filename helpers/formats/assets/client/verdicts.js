/** What each letter of a row means, the worst first. The sign tells it without a colour. */
export const VERDICTS = [
  { letter: 'f', sign: '✗', words: 'fails' },
  { letter: 'u', sign: '?', words: 'cannot be judged' },
  { letter: 'h', sign: '!', words: 'fault of the suite' },
  { letter: 'k', sign: '~', words: 'fails as known' },
  { letter: 'p', sign: '✓', words: 'holds' },
  { letter: 'n', sign: '–', words: 'does not apply' },
  { letter: '-', sign: ' ', words: 'not played' },
];

/** The letters alone: there is one look-up for each cell and scenario. */
const RANKS = VERDICTS.map(({ letter }) => letter).join('');

/**
 * @param {string} letter
 * @returns {(typeof VERDICTS)[number]}
 */
export function verdictOf(letter) {
  const verdict = VERDICTS.find((one) => one.letter === letter);
  if (verdict === undefined) throw new Error(`no verdict is called ${letter}`);
  return verdict;
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
    const own = RANKS.indexOf(letter);
    if (letter !== '-' && letter !== 'n') judged += 1;
    if (own < rank) [rank, count] = [own, 0];
    if (own === rank) count += 1;
  }
  return { letter: RANKS[rank] ?? '-', count, judged };
}

/**
 * On which side a verdict is, for telling better from worse; 0 where it says neither.
 *
 * @param {string} letter
 * @returns {-1 | 0 | 1}
 */
export function sideOf(letter) {
  if (letter === 'p') return 1;
  return letter === 'f' || letter === 'u' || letter === 'k' ? -1 : 0;
}
