import { byId, make } from './dom.js';

/**
 * @typedef {import('../../matrix/page-data.ts').PageData} PageData
 * @typedef {import('../../matrix/page-data.ts').PageFinding} PageFinding
 */

/** More than these are shown on demand. */
const FIRST = 6;

/** @type {readonly { name: string, words: string, holds: (finding: PageFinding) => boolean }[]} */
const KINDS = [
  { name: 'broken', words: 'Broken now', holds: ({ kind, now }) => now === 'bad' && kind !== 'always' },
  { name: 'mended', words: 'Broke and fixed', holds: ({ kind, now }) => now === 'good' && kind === 'flips' },
  { name: 'fixed', words: 'Fixed', holds: ({ kind }) => kind === 'fixed' },
  { name: 'gone', words: 'Failed, no longer applies', holds: ({ now }) => now === 'not-applicable' },
  { name: 'never', words: 'Never held', holds: ({ kind, now }) => kind === 'always' && now === 'bad' },
];

/**
 * The list of what changed, of the kind that the reader chose.
 *
 * @param {PageData} data
 * @param {string} chosen
 * @param {{ kind: (kind: string) => void, check: (id: string) => void }} actions
 */
export function showFindings(data, chosen, actions) {
  const kind = KINDS.find(({ name }) => name === chosen) ?? KINDS[0];
  byId('kinds').replaceChildren(
    ...KINDS.map(({ name, words, holds }) => {
      const pressed = name === kind?.name;
      const count = data.findings.filter(holds).length;
      const button = make('button', { type: 'button', class: 'pill', 'aria-pressed': String(pressed) }, [
        `${words} ${count}`,
      ]);
      button.addEventListener('click', () => actions.kind(name));
      return button;
    }),
  );
  const findings = kind === undefined ? [] : data.findings.filter(kind.holds);
  const list = byId('findings-list');
  if (findings.length === 0) {
    list.replaceChildren(make('p', { class: 'muted' }, ['None.']));
    return;
  }
  const body = make(
    'tbody',
    {},
    findings.slice(0, FIRST).map((finding) => line(data, finding, actions.check)),
  );
  const head = ['Since', 'Check', 'Level', 'Where', 'History'].map((words) => make('th', { scope: 'col' }, [words]));
  const table = make('table', { class: 'findings', 'aria-labelledby': 'findings-title' }, [
    make('thead', {}, [make('tr', {}, head)]),
    body,
  ]);
  const more = make('button', { type: 'button', class: 'more' }, [`Show all ${findings.length}`]);
  more.addEventListener('click', () => {
    body.replaceChildren(...findings.map((finding) => line(data, finding, actions.check)));
    more.remove();
    body.querySelectorAll('button')[FIRST]?.focus();
  });
  list.replaceChildren(table, ...(findings.length > FIRST ? [more] : []));
}

/** @type {(data: PageData, finding: PageFinding, open: (id: string) => void) => HTMLElement} */
function line(data, finding, open) {
  const check = data.checks[finding.check];
  const id = check?.id ?? '';
  const button = make('button', { type: 'button', class: 'link' }, [id]);
  button.addEventListener('click', () => open(id));
  return make('tr', {}, [
    make('td', { class: 'since' }, [finding.since ?? 'always']),
    make('th', { scope: 'row' }, [button, make('span', { class: 'clause' }, [check?.clause ?? ''])]),
    make('td', {}, [
      make('span', { class: `level ${finding.level}` }, [finding.level]),
      ...(finding.known ? [make('span', { class: 'level' }, ['known'])] : []),
    ]),
    make('td', {}, [finding.place]),
    make('td', { class: 'muted' }, [finding.history]),
  ]);
}
