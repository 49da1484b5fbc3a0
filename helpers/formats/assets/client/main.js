import { startControls } from './controls.js';
import { data } from './data.js';
import { badge, hideDetails, showDetails } from './details.js';
import { byId, plural, make } from './dom.js';
import { showFindings } from './findings.js';
import { grid, markSelected } from './grid.js';
import { compared, groupsOf, isComparing } from './rows.js';
import { formatState, parseState } from './state.js';
import { startTheme } from './theme.js';

/** @typedef {import('./state.js').State} State */

const expanded = /** @type {Set<string>} */ (new Set());
let state = parseState(location.hash, data);
let frame = 0;
/** @type {Element | null} */
let opener = null;

const setControls = startControls(data, update);

/** @param {Partial<State>} change */
function update(change) {
  state = { ...state, ...change };
  const hash = formatState(state, data);
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
  setControls(state);
  if ('kind' in change) showKinds();
  if ('cell' in change) showCell();
  if (Object.keys(change).some((name) => name !== 'kind' && name !== 'cell')) {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(showGrid);
  }
}

function showGrid() {
  const groups = groupsOf(data, state);
  const checks = new Set(groups.map(({ check }) => check)).size;
  const rows = groups.reduce((sum, group) => sum + group.rows.length, 0);
  const [a, b] = [data.versions[state.a]?.version, data.versions[state.b]?.version];
  const { worse, better, other } = compared(groups, state);
  byId('status').textContent = isComparing(state)
    ? `From ${a} to ${b}: ${plural(worse, 'check')} worse, ${better} better, ${other} otherwise different.`
    : `${plural(checks, 'check')} on ${plural(new Set(groups.flatMap((group) => group.rows.map(({ scenario }) => scenario))).size, 'scenario')}, ${plural(rows, 'row')}.`;
  const scroll = byId('scroll');
  if (groups.length === 0) {
    scroll.replaceChildren(make('p', { class: 'empty' }, [isComparing(state) ? 'No difference.' : 'Nothing matches.']));
    return;
  }
  const fresh = scroll.querySelector('table') === null;
  const [left, top] = [scroll.scrollLeft, scroll.scrollTop];
  scroll.replaceChildren(grid(data, groups, state, { expanded, open: (cell) => update({ cell }) }));
  // The newest versions are those that most readers come for.
  markSelected(data, state);
  scroll.scrollTo({ left: fresh ? scroll.scrollWidth : left, top });
}

function showKinds() {
  showFindings(data, state.kind, {
    kind: (kind) => update({ kind }),
    check: (q) => {
      update({ q, levels: [], modes: [], show: 'all', a: -1, b: -1 });
      byId('matrix').scrollIntoView({ block: 'start' });
      byId('matrix').focus({ preventScroll: true });
    },
  });
}

function showCell() {
  markSelected(data, state);
  if (state.cell === null) {
    hideDetails();
    if (opener instanceof HTMLElement) opener.focus();
    opener = null;
    return;
  }
  if (byId('details').hidden) opener = document.activeElement;
  showDetails(data, state.cell, { open: (cell) => update({ cell }), close: () => update({ cell: null }) });
  byId('details-title').focus({ preventScroll: true });
  document.querySelector('.grid [aria-selected]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function showHead() {
  const { checks, scenarios, suite, versions } = data;
  const [first, last] = [versions[0]?.version, versions.at(-1)?.version];
  byId('scope').textContent = [
    `${plural(versions.length, 'version')}${versions.length > 1 ? ` from ${first} to ${last}` : ''}`,
    plural(checks.length, 'check'),
    plural(scenarios.length, 'scenario'),
    `suite ${suite}`,
  ].join(' · ');
  const [headline = '', ...rest] = data.summary;
  byId('summary').append(
    make('p', { class: 'headline' }, [headline]),
    make(
      'ul',
      {},
      rest.map((sentence) => make('li', {}, [sentence])),
    ),
  );
  byId('legend').append(
    ...data.letters
      .filter(({ letter }) => letter !== '-')
      .map(({ letter, words }) => make('span', {}, [badge(letter), ` ${words}`])),
  );
}

/** Without the address, which holds what the reader chose. */
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('matrix').focus();
});

startTheme();
showHead();
showKinds();
setControls(state);
showGrid();
showCell();

addEventListener('hashchange', () => {
  state = parseState(location.hash, data);
  setControls(state);
  showKinds();
  showGrid();
  showCell();
});
addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && state.cell !== null) update({ cell: null });
});
