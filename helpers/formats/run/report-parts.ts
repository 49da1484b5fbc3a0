import { isStale, type CheckResult, type Evidence } from '../../checks/verdict.ts';
import type { ScenarioResult } from '../../scenarios/scenario-result.ts';
import { letterOf, meaningOf } from '../../versions/matrix/letters.ts';
import { html, type Html } from '../html/html.ts';
import type { ReplayCommand } from '../npm-replay.ts';

/** Evidence beyond it is folded. */
const MAX_EVIDENCE = 2;

/** The name of a check, with its sign and level. */
export function checkName(check: CheckResult): Html {
  const { id, level } = check;
  return html`<p class="verdict">
    ${checkSign(check)} <span class="id">${id}</span>
    <span class="level ${level}">${level}</span>
  </p>`;
}

/** The sign of a check; of a known failure that passes, that of a failure. */
export function checkSign(check: CheckResult): Html {
  return isStale(check) ? verdictSign('f') : verdictSign(letterOf(check));
}

/**
 * What a check demands, and its evidence.
 *
 * @param recording its folder, relative to the page; null if it is unknown
 */
export function checkBody(check: CheckResult, recording: string | null): Html {
  const { authority, clause, evidence, reason } = check;
  const rest = evidence.slice(MAX_EVIDENCE);
  return html`<div class="check">
    <p>${clause}</p>
    <p class="muted">${authority.kind}: ${authority.reference}</p>
    ${isStale(check) ? html`<p>It passes: remove its entry from the baseline.</p>` : ''}
    ${reason === null ? '' : html`<p class="said">${reason}</p>`}
    ${evidenceList(evidence.slice(0, MAX_EVIDENCE), recording)}
    ${
      rest.length === 0
        ? ''
        : html`<details>
            <summary>${rest.length} more</summary>
            ${evidenceList(rest, recording)}
          </details>`
    }
  </div> `;
}

function evidenceList(evidence: readonly Evidence[], recording: string | null): Html {
  return html`<ul class="evidence">
    ${evidence.map((one) => evidenceItem(one, recording))}
  </ul>`;
}

function evidenceItem({ actual, expected, file, line, message }: Evidence, recording: string | null): Html {
  return html`<li>
    <p class="said">${message}</p>
    ${file === undefined ? '' : html`<p>${fileLink(file, recording)}${line === undefined ? '' : `, line ${line}`}</p>`}
    ${valueBlocks(expected, actual)}
  </li> `;
}

function fileLink(file: string, recording: string | null): Html {
  if (recording === null) return html`${file}`;
  return html`<a href="${link(`${recording}/${file}`)}">${file}</a>`;
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
    <p><a href="${link(recording)}/">${recording}</a></p>
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
function link(path: string): string {
  return `./${path.toWellFormed().split('/').map(encodeURIComponent).join('/')}`;
}
