import { verdictOf } from './verdicts.js';

/**
 * @typedef {import('../../matrix/page-data.ts').PageData} PageData
 * @typedef {import('../../matrix/page-data.ts').PageRow} PageRow
 * @typedef {import('./state.js').State} State
 * @typedef {{ check: number, mode: number, rows: PageRow[] }} Group all rows of a check in one mode
 */

/** The most important first. */
const DIRECTIONS = ['worse', 'better', 'other'];

/** @type {(letter: string) => { words: string, holds: (verdicts: string) => boolean }} */
const somewhere = (letter) => ({
  words: `${verdictOf(letter).sign} ${verdictOf(letter).words}`,
  holds: (verdicts) => verdicts.includes(letter),
});

/**
 * The condition for a row to be shown, by the name of the filter.
 *
 * @type {Readonly<Record<string, { words: string, holds: (verdicts: string, newest: number) => boolean }>>}
 */
export const SHOWN = {
  all: { words: 'any history', holds: () => true },
  changed: { words: 'changed between versions', holds: (verdicts) => changes(verdicts) > 0 },
  red: { words: 'fails in the newest version', holds: (verdicts, newest) => 'fu'.includes(verdicts[newest] ?? '-') },
  fail: somewhere('f'),
  known: somewhere('k'),
  untestable: somewhere('u'),
  harness: somewhere('h'),
  na: somewhere('n'),
  pass: { words: '✓ holds in every version', holds: (verdicts) => /^[pn-]*p[pn-]*$/.test(verdicts) },
};

/**
 * The rows that the filters leave, in groups, in the order of modes and checks.
 *
 * @param {PageData} data
 * @param {State} state
 * @returns {Group[]}
 */
export function groupsOf(data, state) {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const newest = data.versions.findLastIndex(({ status }) => status === 'judged');
  const holds = SHOWN[state.show]?.holds ?? (() => true);
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const row of data.rows) {
    const check = data.checks[row.check];
    const scenario = data.scenarios[row.scenario];
    if (check === undefined || scenario === undefined) continue;
    if (state.levels.length > 0 && !state.levels.includes(check.level)) continue;
    if (state.modes.length > 0 && !state.modes.includes(scenario.mode)) continue;
    if (!holds(row.verdicts, newest)) continue;
    if (isComparing(state) && row.verdicts[state.a] === row.verdicts[state.b]) continue;
    const text = `${check.id} ${check.clause} ${scenario.name}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const key = `${scenario.mode} ${row.check}`;
    const group = groups.get(key) ?? { check: row.check, mode: scenario.mode, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  const order = (/** @type {Group} */ group) => (isComparing(state) ? worstDirection(group, state) : 0);
  return [...groups.values()].toSorted((a, b) => a.mode - b.mode || order(a) - order(b) || a.check - b.check);
}

/**
 * How many checks are worse, better, or otherwise different in the second of two versions.
 *
 * @param {readonly Group[]} groups
 * @param {State} state
 * @returns {{ worse: number, better: number, other: number }}
 */
export function compared(groups, { a, b }) {
  /** @type {(name: 'worse' | 'better' | 'other') => number} */
  const having = (name) =>
    new Set(
      groups
        .filter(({ rows }) => rows.some(({ verdicts }) => directionOf(verdicts[a] ?? '-', verdicts[b] ?? '-') === name))
        .map(({ check }) => check),
    ).size;
  return { worse: having('worse'), better: having('better'), other: having('other') };
}

/**
 * What it means to go from one verdict to another. A check that is gone or new is neither worse nor better.
 *
 * @param {string} from
 * @param {string} to
 * @returns {'worse' | 'better' | 'other'}
 */
export function directionOf(from, to) {
  const [before, after] = [verdictOf(from).side, verdictOf(to).side];
  if (before === null || after === null || before === after) return 'other';
  return after === 'bad' ? 'worse' : 'better';
}

/**
 * @param {State} state
 * @returns {boolean}
 */
export function isComparing({ a, b }) {
  return a >= 0 && b >= 0 && a !== b;
}

/**
 * The versions that are shown.
 *
 * @param {PageData} data
 * @param {State} state
 * @returns {number[]}
 */
export function columnsOf(data, state) {
  return isComparing(state) ? [state.a, state.b] : data.versions.map((_, column) => column);
}

/** @type {(group: Group, state: State) => number} */
function worstDirection({ rows }, { a, b }) {
  return Math.min(
    ...rows.map(({ verdicts }) => DIRECTIONS.indexOf(directionOf(verdicts[a] ?? '-', verdicts[b] ?? '-'))),
  );
}

/** @type {(verdicts: string) => number} */
function changes(verdicts) {
  const sides = verdicts
    .split('')
    .map((letter) => verdictOf(letter).side)
    .filter((side) => side !== null);
  return sides.filter((side, index) => index > 0 && side !== sides[index - 1]).length;
}
