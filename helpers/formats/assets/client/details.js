import { byId, plural, make } from './dom.js';
import { rankOf, verdictOf, worst } from './verdicts.js';

/**
 * @typedef {import('../../matrix/page-data.ts').PageData} PageData
 * @typedef {import('../../matrix/page-data.ts').PageEvidence} PageEvidence
 * @typedef {import('../../matrix/page-data.ts').PageRow} PageRow
 * @typedef {import('./state.js').Cell} Cell
 */

/**
 * Shows one cell: verdict, evidence, recording and the command to replay it.
 *
 * @param {PageData} data
 * @param {Cell} cell
 * @param {{ open: (cell: Cell) => void, close: () => void }} actions
 */
export function showDetails(data, cell, actions) {
  const check = data.checks[cell.check];
  const version = data.versions[cell.column];
  if (check === undefined || version === undefined) return;
  const rows = data.rows.filter(
    (row) =>
      row.check === cell.check &&
      data.scenarios[row.scenario]?.mode === cell.mode &&
      (cell.scenario === null || row.scenario === cell.scenario),
  );
  const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close the details' }, ['✕']);
  close.addEventListener('click', actions.close);
  const [only, ...others] = rows;
  const { letter, count, judged } = worst(rows, cell.column);
  const extent = others.length > 0 && judged > 0 ? ` in ${count} of ${plural(judged, 'scenario')}` : '';
  const panel = byId('details');
  panel.replaceChildren(
    close,
    make('p', { class: 'crumb' }, [`${version.version}${version.published === null ? '' : `, ${version.published}`}`]),
    make('h2', { id: 'details-title', tabindex: -1 }, [check.id]),
    make('p', { class: 'verdict' }, [badge(letter), ` ${verdictOf(letter).words}${extent}`]),
    make('p', {}, [check.clause]),
    make('p', { class: 'muted' }, [
      make('span', { class: `level ${check.level}` }, [check.level]),
      ` ${check.authority.kind}: ${check.authority.reference}`,
    ]),
    ...(version.problem === null ? [] : [make('p', { class: 'problem' }, [version.problem])]),
    ...(only !== undefined && others.length === 0
      ? scenarioParts(data, only, cell.column)
      : groupParts(data, rows, cell, actions.open)),
  );
  panel.hidden = false;
}

/** Hides the details. */
export function hideDetails() {
  const panel = byId('details');
  panel.hidden = true;
  panel.replaceChildren();
}

/**
 * The sign of a verdict, with the colour that goes with it.
 *
 * @param {string} letter
 * @returns {HTMLElement}
 */
export function badge(letter) {
  return make('span', { class: `badge v${letter}`, 'aria-hidden': 'true' }, [verdictOf(letter).sign]);
}

/** @type {(data: PageData, row: PageRow, column: number) => Node[]} */
function scenarioParts(data, row, column) {
  const scenario = data.scenarios[row.scenario];
  const version = data.versions[column];
  if (scenario === undefined || version === undefined) return [];
  const seen = evidenceOf(data, row, column);
  return [
    make('h3', {}, [scenario.name]),
    ...(scenario.about === null ? [] : [make('p', { class: 'muted' }, [scenario.about])]),
    ...(seen === undefined ? [] : evidenceParts(seen)),
    make('h3', {}, ['History']),
    make(
      'ol',
      { class: 'history' },
      spans(data, row.verdicts).map(({ letter, words }) => make('li', {}, [badge(letter), ` ${words}`])),
    ),
    ...(row.verdicts[column] === '-' ? [] : recordingParts(version, scenario.name)),
    make('h3', {}, ['Replay']),
    commandLine(`codex-conformance run --codex ${shellWord(version.version)} --only ${shellWord(scenario.name)}`),
  ];
}

/** @type {(seen: PageEvidence, where?: string) => Node[]} */
function evidenceParts({ evidence, known_failure, left_out, reason }, where = '') {
  const items = evidence.map(({ message, file, line, expected, actual }) =>
    make('li', {}, [
      make('p', { class: 'said' }, [message]),
      ...(file === undefined
        ? []
        : [make('p', { class: 'muted' }, [`${file}${line === undefined ? '' : `, line ${line}`}`])]),
      ...(expected === undefined ? [] : [make('p', { class: 'label' }, ['expected']), make('pre', {}, [expected])]),
      ...(actual === undefined ? [] : [make('p', { class: 'label' }, ['actual']), make('pre', {}, [actual])]),
    ]),
  );
  return [
    make('h3', {}, [`${evidence.length === 0 ? 'Reason' : 'Evidence'}${where}`]),
    ...(reason === null ? [] : [make('p', { class: 'said' }, [reason])]),
    ...(known_failure === null ? [] : [make('p', {}, [`Known: ${known_failure}`])]),
    ...(items.length === 0 ? [] : [make('ul', { class: 'evidence' }, items)]),
    ...(left_out === 0 ? [] : [make('p', { class: 'muted' }, [`and ${left_out} more in the recording`])]),
  ];
}

/** @type {(version: import('../../matrix/page-data.ts').PageVersion, scenario: string) => Node[]} */
function recordingParts({ recordings }, scenario) {
  if (recordings === null) return [];
  const path = `${recordings}/${scenario}`;
  // Relative, whatever the names are: a colon in the first part would make a scheme of it.
  const href = `./${path.split('/').map(encodeURIComponent).join('/')}/`;
  return [make('h3', {}, ['Recording']), make('p', {}, [make('a', { href }, [path])])];
}

/** @type {(data: PageData, rows: readonly PageRow[], cell: Cell, open: (cell: Cell) => void) => Node[]} */
function groupParts(data, rows, cell, open) {
  const rank = (/** @type {PageRow} */ { verdicts }) => rankOf(verdicts[cell.column] ?? '-');
  const sorted = rows.toSorted((a, b) => rank(a) - rank(b));
  const items = sorted.map(({ scenario, verdicts }) => {
    const letter = verdicts[cell.column] ?? '-';
    const button = make('button', { type: 'button', class: 'link' }, [data.scenarios[scenario]?.name ?? '']);
    button.addEventListener('click', () => open({ ...cell, scenario }));
    const words = make('span', { class: 'unseen' }, [` ${verdictOf(letter).words}`]);
    return make('li', {}, [badge(letter), ' ', button, words]);
  });
  const [first] = sorted;
  const seen = first === undefined ? undefined : evidenceOf(data, first, cell.column);
  return [
    ...(seen === undefined ? [] : evidenceParts(seen, ` in ${data.scenarios[seen.scenario]?.name ?? ''}`)),
    make('h3', {}, ['Scenarios']),
    make('ul', {}, items),
  ];
}

/** @type {(data: PageData, row: PageRow, column: number) => PageEvidence | undefined} */
function evidenceOf(data, { check, scenario }, column) {
  return data.evidence.find((one) => one.check === check && one.scenario === scenario && one.versions.includes(column));
}

/** @type {(data: PageData, verdicts: string) => { letter: string, words: string }[]} */
function spans(data, verdicts) {
  return verdicts.split('').flatMap((letter, start) => {
    if (verdicts[start - 1] === letter) return [];
    let end = start;
    while (verdicts[end + 1] === letter) end += 1;
    const [from, to] = [data.versions[start]?.version, data.versions[end]?.version];
    return [{ letter, words: `${from}${end > start ? ` to ${to}` : ''} ${verdictOf(letter).words}` }];
  });
}

/** @type {(command: string) => Node} */
function commandLine(command) {
  const copy = make('button', { type: 'button' }, ['Copy']);
  copy.addEventListener('click', () => {
    const code = copy.previousElementSibling;
    if (code !== null) getSelection()?.selectAllChildren(code);
    navigator.clipboard?.writeText(command).then(
      () => (copy.textContent = 'Copied'),
      () => (copy.textContent = 'Selected'),
    );
  });
  return make('div', { class: 'command' }, [make('code', {}, wordsOf(command)), copy]);
}

/**
 * Lines break between words only: a break within `--only` could be read as two.
 *
 * @type {(command: string) => (Node | string)[]}
 */
function wordsOf(command) {
  return command.split(/( )/).map((part) => (part === ' ' ? part : make('span', { class: 'word' }, [part])));
}

/** @type {(word: string) => string} */
function shellWord(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
