/**
 * What the reader chose: all of it is in the address, so that it can be sent to somebody.
 *
 * @typedef {object} State
 * @property {string} q words that must be in the check, its clause or the scenario
 * @property {string[]} levels none means all
 * @property {number[]} modes none means all
 * @property {string} show a name of the filters in rows.js
 * @property {string} kind which changes are listed
 * @property {number} a column to compare, or -1
 * @property {number} b column to compare with, or -1
 * @property {Cell | null} cell whose details are open
 *
 * @typedef {{ check: number, mode: number, scenario: number | null, column: number }} Cell of a check in a mode, or of one scenario
 * @typedef {import('../../matrix/page-data.ts').PageData} PageData
 */

/**
 * Reads the part of an address after `#`. What it does not understand, it leaves out.
 *
 * @param {string} hash
 * @param {PageData} data
 * @returns {State}
 */
export function parseState(hash, data) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  /** @type {(name: string) => string[]} */
  const list = (name) => (params.get(name) ?? '').split(',').filter(Boolean);
  /** @type {(version: string | null | undefined) => number} */
  const column = (version) => data.versions.findIndex((one) => one.version === version);
  const modes = list('mode').map((words) => data.modes.findIndex((mode) => slug(mode) === words));
  return {
    q: params.get('q') ?? '',
    levels: list('level').filter((level) => ['must', 'should', 'may'].includes(level)),
    modes: modes.filter((mode) => mode >= 0),
    show: params.get('show') ?? 'all',
    kind: params.get('kind') ?? 'broken',
    a: column(params.get('a')),
    b: column(params.get('b')),
    cell: parseCell(params.get('cell') ?? '', data),
  };
}

/**
 * The reverse of {@link parseState}, without what is as it is at first.
 *
 * @param {State} state
 * @param {PageData} data
 * @returns {string}
 */
export function formatState(state, data) {
  const { cell } = state;
  const entries = [
    ['q', state.q],
    ['level', state.levels.join(',')],
    ['mode', state.modes.map((mode) => slug(data.modes[mode] ?? '')).join(',')],
    ['show', state.show === 'all' ? '' : state.show],
    ['kind', state.kind === 'broken' ? '' : state.kind],
    ['a', data.versions[state.a]?.version ?? ''],
    ['b', data.versions[state.b]?.version ?? ''],
    ['cell', cell === null ? '' : formatCell(cell, data)],
  ].filter(([, value]) => value !== '');
  return new URLSearchParams(entries).toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%40', '@');
}

/** @type {(words: string) => string} */
function slug(words) {
  return words.replaceAll(/[^a-z]+/g, '-');
}

/** @type {(cell: Cell, data: PageData) => string} */
function formatCell({ check, mode, scenario, column }, data) {
  const where = scenario === null ? slug(data.modes[mode] ?? '') : data.scenarios[scenario]?.name;
  return [data.checks[check]?.id, where, data.versions[column]?.version].join('@');
}

/** @type {(text: string, data: PageData) => Cell | null} */
function parseCell(text, data) {
  const [id, where, version] = text.split('@');
  const check = data.checks.findIndex((one) => one.id === id);
  const column = data.versions.findIndex((one) => one.version === version);
  const scenario = data.scenarios.findIndex(({ name }) => name === where);
  const mode = data.scenarios[scenario]?.mode ?? data.modes.findIndex((one) => slug(one) === where);
  if (check < 0 || column < 0 || mode < 0) return null;
  return { check, mode, scenario: scenario < 0 ? null : scenario, column };
}
