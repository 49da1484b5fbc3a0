import { byId, make } from './dom.js';
import { SHOWN } from './rows.js';

/**
 * @typedef {import('../../matrix/page-data.ts').PageData} PageData
 * @typedef {import('./state.js').State} State
 */

const LEVELS = ['must', 'should', 'may'];

/**
 * Builds the filters once. Gives back what puts them as the state is.
 *
 * @param {PageData} data
 * @param {(change: Partial<State>) => void} update
 * @returns {(state: State) => void}
 */
export function startControls(data, update) {
  const search = make('input', {
    type: 'search',
    id: 'q',
    placeholder: 'Check, clause or scenario',
    'aria-label': 'Check, clause or scenario',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  search.addEventListener('input', () => update({ q: search.value }));

  const levels = pills('Level', LEVELS, (chosen) => update({ levels: chosen.map((index) => LEVELS[index] ?? '') }));
  const modes = pills('Mode', data.modes, (chosen) => update({ modes: chosen }));

  const show = make(
    'select',
    { id: 'show', 'aria-label': 'Verdict' },
    Object.entries(SHOWN).map(([name, { words }]) => make('option', { value: name }, [words])),
  );
  show.addEventListener('change', () => update({ show: show.value }));

  const [a, b] = [versions(data, 'Compare version', 'compare…'), versions(data, 'with version', 'with…')];
  const choose = () => update({ a: Number(a.value), b: Number(b.value) });
  for (const select of [a, b]) select.addEventListener('change', choose);

  const reset = make('button', { type: 'button', id: 'reset' }, ['Reset']);
  reset.addEventListener('click', () => update({ q: '', levels: [], modes: [], show: 'all', a: -1, b: -1 }));

  const form = byId('controls');
  form.addEventListener('submit', (event) => event.preventDefault());
  form.replaceChildren(search, levels.element, modes.element, show, make('span', { class: 'pair' }, [a, b]), reset);

  return (state) => {
    if (search.value !== state.q) search.value = state.q;
    levels.set(state.levels.map((level) => LEVELS.indexOf(level)));
    modes.set(state.modes);
    show.value = state.show;
    a.value = String(state.a);
    b.value = String(state.b);
  };
}

/** @type {(label: string, names: readonly string[], onChange: (chosen: number[]) => void) => { element: HTMLElement, set: (chosen: readonly number[]) => void }} */
function pills(label, names, onChange) {
  /** @type {Set<number>} */
  let chosen = new Set();
  const buttons = names.map((name, index) => {
    const button = make('button', { type: 'button', class: 'pill', 'aria-pressed': 'false' }, [name]);
    button.addEventListener('click', () => {
      const after = new Set(chosen);
      if (!after.delete(index)) after.add(index);
      onChange([...after].toSorted((x, y) => x - y));
    });
    return button;
  });
  return {
    element: make('span', { role: 'group', 'aria-label': label, class: 'pills' }, buttons),
    set: (indexes) => {
      chosen = new Set(indexes);
      for (const [index, button] of buttons.entries()) button.setAttribute('aria-pressed', String(chosen.has(index)));
    },
  };
}

/** @type {(data: PageData, label: string, none: string) => HTMLSelectElement} */
function versions(data, label, none) {
  const options = data.versions.map(({ version }, column) => make('option', { value: column }, [version])).toReversed();
  return make('select', { 'aria-label': label }, [make('option', { value: -1 }, [none]), ...options]);
}
