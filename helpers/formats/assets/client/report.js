import { byId, plural } from './dom.js';

/** @typedef {{ element: HTMLDetailsElement, name: string, rows: { element: HTMLElement, text: string }[], text: string }} Scenario */

/** The page works without this script: it adds the search, which is hidden before. */
const form = byId('search');
const query = /** @type {HTMLInputElement} */ (byId('q'));
const show = /** @type {HTMLSelectElement} */ (byId('show'));

const scenarios = [...document.querySelectorAll('details[data-state]')].map((element) =>
  scenarioOf(/** @type {HTMLDetailsElement} */ (element)),
);

const states = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details.state'));

/** @type {(element: HTMLDetailsElement) => Scenario} */
function scenarioOf(element) {
  const rows = [...element.querySelectorAll('tr')].map((row) => ({ element: row, text: textOf(row) }));
  return { element, rows, name: element.dataset['name'] ?? '', text: textOf(element) };
}

/** @type {(element: Element) => string} */
function textOf(element) {
  return (element.textContent ?? '').toLowerCase();
}

function apply() {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  /** @type {(text: string) => boolean} */
  const matches = (text) => words.every((word) => text.includes(word));
  const isFiltered = words.length > 0 || show.value !== 'all';
  let count = 0;
  for (const { element, name, rows, text } of scenarios) {
    const isShown = (show.value === 'all' || element.dataset['state'] === show.value) && matches(text);
    element.hidden = !isShown;
    if (isShown) count += 1;
    // A word of the name means the whole scenario, another one its checks.
    const isNamed = matches(name.toLowerCase());
    for (const row of rows) row.element.hidden = isShown && !isNamed && !matches(row.text);
  }
  for (const state of states) {
    state.hidden = state.querySelector('[data-state]:not([hidden])') === null;
    // What the reader has opened stays so.
    if (isFiltered) state.open = true;
  }
  byId('status').textContent = count === scenarios.length ? '' : `${count} of ${plural(scenarios.length, 'scenario')}`;
}

/** The filter is part of the address, so that it can be sent to somebody. */
function keep() {
  const params = new URLSearchParams();
  if (query.value !== '') params.set('q', query.value);
  if (show.value !== 'all') params.set('show', show.value);
  history.replaceState(null, '', params.size === 0 ? '#' : `#${params}`);
}

function restore() {
  const params = new URLSearchParams(location.hash.slice(1));
  query.value = params.get('q') ?? '';
  const wanted = params.get('show') ?? 'all';
  show.value = [...show.options].some(({ value }) => value === wanted) ? wanted : 'all';
  apply();
}

form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
for (const control of [query, show]) {
  control.addEventListener('input', () => {
    apply();
    keep();
  });
}
addEventListener('hashchange', restore);
addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  query.focus();
});
restore();
