import { make, plural } from './dom.js';
import { columnsOf, directionOf, isComparing } from './rows.js';
import { verdictOf, worst } from './verdicts.js';

/**
 * @typedef {import('../../matrix/page-data.ts').PageData} PageData
 * @typedef {import('../../matrix/page-data.ts').PageRow} PageRow
 * @typedef {import('./rows.js').Group} Group
 * @typedef {import('./state.js').State} State
 * @typedef {import('./state.js').Cell} Cell
 * @typedef {{ open: (cell: Cell) => void, expanded: Set<string> }} GridOptions
 */

const DIRECTION_WORDS = { worse: '▼ worse', better: '▲ better', other: '◆ different' };

/**
 * The table: a row for each check in each mode, and below it, once it is opened, one for each of its scenarios.
 *
 * @param {PageData} data
 * @param {readonly Group[]} groups
 * @param {State} state
 * @param {GridOptions} options
 * @returns {HTMLTableElement}
 */
export function grid(data, groups, state, options) {
  const columns = columnsOf(data, state);
  const comparing = isComparing(state);
  const bodies = data.modes.flatMap((name, mode) => {
    const here = groups.filter((group) => group.mode === mode);
    if (here.length === 0) return [];
    const span = columns.length + (comparing ? 2 : 1);
    const title = make('tr', {}, [
      make('th', { colspan: span, scope: 'rowgroup', class: 'mode' }, [
        make('span', {}, [`${name} `, make('small', {}, [plural(here.length, 'check')])]),
      ]),
    ]);
    return [
      make('tbody', {}, [title, ...here.flatMap((group) => groupLines(data, group, columns, comparing, options))]),
    ];
  });
  const table = make(
    'table',
    { role: 'grid', class: comparing ? 'grid two' : 'grid', 'aria-labelledby': 'matrix-title' },
    [head(data, columns, comparing), ...bodies],
  );
  table.addEventListener('click', (event) => activate(data, table, event.target, columns, groups, comparing, options));
  table.addEventListener('keydown', (event) => onKey(table, event));
  table.addEventListener('pointerover', ({ target }) => {
    if (target instanceof HTMLTableCellElement && target.title === '') target.title = target.ariaLabel ?? '';
  });
  table.querySelector('.stop')?.setAttribute('tabindex', '0');
  return table;
}

/**
 * Marks the cell whose details are open, where it is shown.
 *
 * @param {PageData} data
 * @param {State} state
 */
export function markSelected(data, state) {
  for (const cell of document.querySelectorAll('.grid [aria-selected]')) cell.removeAttribute('aria-selected');
  const { cell } = state;
  if (cell === null) return;
  const which = cell.scenario === null ? ':not(.scenario)' : `[data-scenario="${cell.scenario}"]`;
  const line = document.querySelector(`.grid tr.line[data-key="${keyOf(cell)}"]${which}`);
  line?.children[columnsOf(data, state).indexOf(cell.column) + 1]?.setAttribute('aria-selected', 'true');
}

/** @type {(data: PageData, columns: readonly number[], comparing: boolean) => HTMLElement} */
function head(data, columns, comparing) {
  const names = columns.map((column) => {
    const version = data.versions[column];
    const failed = version?.status === 'failed';
    const label = [version?.version, version?.published, failed ? `no verdict: ${version?.problem}` : version?.problem];
    return make(
      'th',
      { scope: 'col', class: failed ? 'version failed' : 'version', title: label.filter(Boolean).join(', ') },
      [make('span', {}, [version?.version ?? ''])],
    );
  });
  const line = (/** @type {string} */ words, /** @type {'broke' | 'fixed'} */ name) =>
    make('tr', { class: `sum ${name}` }, [
      make('th', { scope: 'row' }, [words]),
      ...columns.map((column) => make('td', {}, [String(data.versions[column]?.[name] || '')])),
    ]);
  return make('thead', {}, [
    make('tr', {}, [
      make('th', { scope: 'col', class: 'corner' }, ['Check']),
      ...names,
      ...(comparing ? [make('th', { scope: 'col', class: 'changes' }, ['Change'])] : []),
    ]),
    ...(comparing ? [] : [line('checks that broke ▼', 'broke'), line('checks that were fixed ▲', 'fixed')]),
  ]);
}

/** @type {(data: PageData, group: Group, columns: readonly number[], comparing: boolean, options: GridOptions) => HTMLElement[]} */
function groupLines(data, group, columns, comparing, { expanded }) {
  const open = expanded.has(keyOf(group));
  const check = data.checks[group.check];
  const toggle = make(
    'button',
    { type: 'button', class: 'stop toggle', tabindex: -1, 'aria-expanded': String(open), title: check?.clause },
    [make('span', { class: 'id' }, [check?.id ?? ''])],
  );
  const heading = [toggle, make('span', { class: `level ${check?.level}` }, [check?.level ?? ''])];
  const line = lineOf(data, heading, group.rows, columns, comparing);
  line.dataset['key'] = keyOf(group);
  return [line, ...(open ? scenarioLines(data, group, columns, comparing) : [])];
}

/** @type {(data: PageData, group: Group, columns: readonly number[], comparing: boolean) => HTMLElement[]} */
function scenarioLines(data, group, columns, comparing) {
  return group.rows.map((row) => {
    const name = make('span', { class: 'stop id', tabindex: -1 }, [data.scenarios[row.scenario]?.name ?? '']);
    const line = lineOf(data, [name], [row], columns, comparing);
    line.classList.add('scenario');
    line.dataset['key'] = keyOf(group);
    line.dataset['scenario'] = String(row.scenario);
    return line;
  });
}

/** @type {(data: PageData, heading: Node[], rows: readonly PageRow[], columns: readonly number[], comparing: boolean) => HTMLTableRowElement} */
function lineOf(data, heading, rows, columns, comparing) {
  const cells = columns.map((column) => {
    const { letter, count, judged } = worst(rows, column);
    const { sign, words } = verdictOf(letter);
    const part = count < judged && 'fuhk'.includes(letter);
    const extent = rows.length > 1 && judged > 0 ? ` in ${count} of ${plural(judged, 'scenario')}` : '';
    const label = `${data.versions[column]?.version}: ${words}${extent}`;
    const text = comparing ? `${sign} ${words}${part ? ` (${count} of ${judged})` : ''}` : sign;
    // Not by make: there are thousands of them.
    const cell = document.createElement('td');
    cell.className = `stop v${letter}${part ? ' part' : ''}`;
    cell.tabIndex = -1;
    cell.ariaLabel = label;
    cell.textContent = text;
    return cell;
  });
  const changes = comparing ? [make('td', { class: 'change' }, [changeWords(rows, columns)])] : [];
  return make('tr', { class: 'line' }, [
    make('th', { scope: 'row' }, [make('div', { class: 'heading' }, heading)]),
    ...cells,
    ...changes,
  ]);
}

/** @type {(rows: readonly PageRow[], columns: readonly number[]) => string} */
function changeWords(rows, [a = 0, b = 0]) {
  const directions = rows.map(({ verdicts }) => directionOf(verdicts[a] ?? '-', verdicts[b] ?? '-'));
  return Object.entries(DIRECTION_WORDS)
    .map(([name, words]) => ({ words, count: directions.filter((direction) => direction === name).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => (rows.length > 1 ? `${words} ${count}` : words))
    .join(', ');
}

/** @type {(data: PageData, table: HTMLTableElement, target: EventTarget | null, columns: readonly number[], groups: readonly Group[], comparing: boolean, options: GridOptions) => void} */
function activate(data, table, target, columns, groups, comparing, options) {
  if (!(target instanceof Element)) return;
  const line = target.closest('tr.line');
  const group =
    line instanceof HTMLTableRowElement ? groups.find((one) => keyOf(one) === line.dataset['key']) : undefined;
  if (!(line instanceof HTMLTableRowElement) || group === undefined) return;
  const toggle = target.closest('th')?.querySelector('.toggle');
  if (toggle instanceof HTMLElement) {
    const key = keyOf(group);
    focusOn(table, toggle);
    if (options.expanded.delete(key)) {
      for (const row of table.querySelectorAll(`tr.scenario[data-key="${key}"]`)) row.remove();
    } else {
      options.expanded.add(key);
      line.after(...scenarioLines(data, group, columns, comparing));
    }
    toggle.setAttribute('aria-expanded', String(options.expanded.has(key)));
    return;
  }
  const cell = target.closest('td.stop');
  if (!(cell instanceof HTMLTableCellElement)) return;
  focusOn(table, cell);
  const scenario = line.dataset['scenario'];
  options.open({
    check: group.check,
    mode: group.mode,
    scenario: scenario === undefined ? null : Number(scenario),
    column: columns[cell.cellIndex - 1] ?? 0,
  });
}

/** @type {(table: HTMLTableElement, event: KeyboardEvent) => void} */
function onKey(table, event) {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || !target.classList.contains('stop')) return;
  const line = target.closest('tr');
  const cell = target.closest('td, th');
  if (line === null || !(cell instanceof HTMLTableCellElement)) return;
  const lines = [...table.querySelectorAll('tr.line')];
  const at = lines.indexOf(line);
  const last = line.querySelectorAll('.stop').length - 1;
  const x = cell.cellIndex;
  const moves = /** @type {Record<string, [number, number]>} */ ({
    ArrowLeft: [at, x - 1],
    ArrowRight: [at, x + 1],
    ArrowUp: [at - 1, x],
    ArrowDown: [at + 1, x],
    PageUp: [Math.max(0, at - 10), x],
    PageDown: [Math.min(lines.length - 1, at + 10), x],
    Home: [at, 0],
    End: [at, last],
  });
  const move = moves[key];
  if (move !== undefined) {
    event.preventDefault();
    const next = lines[move[0]]?.querySelectorAll('.stop')[move[1]];
    if (next instanceof HTMLElement) focusOn(table, next);
  } else if ((key === 'Enter' || key === ' ') && target.tagName === 'TD') {
    event.preventDefault();
    target.click();
  }
}

/** @type {(table: HTMLTableElement, stop: HTMLElement) => void} */
function focusOn(table, stop) {
  for (const other of table.querySelectorAll('.stop[tabindex="0"]')) other.setAttribute('tabindex', '-1');
  stop.setAttribute('tabindex', '0');
  stop.focus();
}

/** @type {(group: { mode: number, check: number }) => string} */
function keyOf({ mode, check }) {
  return `${mode}-${check}`;
}
