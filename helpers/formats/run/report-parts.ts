import { isStale, type CheckResult, type Evidence } from '../../checks/verdict.ts';
import type { ScenarioResult } from '../../scenarios/scenario-result.ts';
import { letterOf, meaningOf } from '../../versions/matrix/letters.ts';
import { html, type Html } from '../html/html.ts';
import type { ReplayCommand } from '../npm-replay.ts';

/** One check in full, with all of its evidence. */
export function checkBlock(check: CheckResult): Html {
  const { authority, clause, evidence, id, level, reason } = check;
  return html`<div class="check">
    <p class="verdict">
      ${isStale(check) ? verdictSign('f') : verdictSign(letterOf(check))} <span class="id">${id}</span>
      <span class="level ${level}">${level}</span>
    </p>
    <p>${clause}</p>
    <p class="muted">${authority.kind}: ${authority.reference}</p>
    ${isStale(check) ? html`<p>It passes: remove its entry from the baseline.</p>` : ''}
    ${reason === null ? '' : html`<p class="said">${reason}</p>`}
    <ul class="evidence">
      ${evidence.map(evidenceItem)}
    </ul>
  </div> `;
}

function evidenceItem({ actual, expected, file, line, message }: Evidence): Html {
  return html`<li>
    <p class="said">${message}</p>
    ${file === undefined ? '' : html`<p class="muted">${file}${line === undefined ? '' : `, line ${line}`}</p>`}
    ${valueBlocks(expected, actual)}
  </li> `;
}

/** The values that are known of an expected and an actual one. */
export function valueBlocks(expected: string | undefined, actual: string | undefined): Html {
  return html`${
    expected === undefined
      ? ''
      : html`<p class="label">expected</p>
          <pre>${expected}</pre>`
  }${
    actual === undefined
      ? ''
      : html`<p class="label">actual</p>
          <pre>${actual}</pre>`
  }`;
}

/** One check as a row of a table. */
export function checkLine(check: CheckResult, detail: string, text: string): Html {
  const { id, level } = check;
  return html`<tr>
    <td>${verdictSign(letterOf(check))}</td>
    <th scope="row"><span class="id">${id}</span><span class="clause muted">${detail}</span></th>
    <td><span class="level ${level}">${level}</span></td>
    <td>${text}</td>
  </tr> `;
}

/** The error of codex, the recording and the command. */
export function replayBlock({ error, recording, scenario }: ScenarioResult, replay: ReplayCommand): Html {
  return html`${error === null ? '' : html`<p class="said">codex said: ${error}</p>`}
    <p><a href="${link(recording)}">${recording}</a></p>
    ${commandBlock(replay(scenario))}`;
}

/** The sign of a letter of the matrix, with the colour that goes with it. */
export function verdictSign(letter: string): Html {
  const { sign, words } = meaningOf(letter);
  return html`<span class="badge v${letter}" role="img" aria-label="${words}">${sign}</span>`;
}

/** A command to copy. */
export function commandBlock(text: string): Html {
  // Lines break between words only: a break within `--only` could be read as two.
  const words = text.split(/( )/).map((part) => (part === ' ' ? part : html`<span class="word">${part}</span>`));
  return html`<div class="command"><code>${words}</code></div>`;
}

/** Relative, whatever the name of a case is. */
function link(folder: string): string {
  return `./${folder.toWellFormed().split('/').map(encodeURIComponent).join('/')}/`;
}
