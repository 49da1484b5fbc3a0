import { probe } from '../codex/probe.ts';
import { wrapLine } from '../formats/terminal/wrap-line.ts';
import type { LiveSilence } from '../scenarios/live-silence.ts';
import { askLiveSetup, type LiveSetup } from '../scenarios/live-setup.ts';
import { planOf } from '../scenarios/plan.ts';
import type { LiveOptions, Run } from '../scenarios/run-config.ts';
import { SuiteError } from '../util/errors.ts';
import { escapeTerminal } from '../util/terminal/escape.ts';
import { durationText, plural } from '../util/text/phrases.ts';
import type { Io } from './io.ts';

/** The key that codex reads besides its login. It ignores OPENAI_API_KEY. */
const KEY = 'CODEX_API_KEY';

/**
 * Prints on stderr what a live run is about to use, and what it costs.
 *
 * @throws SuiteError `environment` if its provider needs a login and codex says that it has none
 */
export async function beginLiveRun(run: Run, live: LiveOptions, io: Io, signal: AbortSignal): Promise<void> {
  const setup = await askLiveSetup(run, live);
  signal.throwIfAborted();
  if (setup.lacksLogin && (live.env[KEY] ?? '') === '') await assertLogin(run, live, signal);
  const lines = liveLines(run, live, setup);
  io.stderr(`${(io.stderrIsTTY ? lines.flatMap((line) => wrapLine(line, io.columns)) : lines).join('\n')}\n`);
}

async function assertLogin({ codex }: Run, live: LiveOptions, signal: AbortSignal): Promise<void> {
  const { exitCode, stdout, stderr } = await probe(codex.path, ['login', 'status'], live.env, { signal });
  if (exitCode === 0 || !/not logged in/i.test(`${stdout}${stderr}`)) return;
  throw new SuiteError('environment', `codex is not logged in (${homeText(live)}), and its provider needs a login.`, {
    hint: `Log in (codex login) with the same CODEX_HOME, set ${KEY}, or configure another provider there. See docs/live.md.`,
  });
}

function liveLines(run: Run, live: LiveOptions, { model, provider }: LiveSetup): string[] {
  const planned = planOf(run);
  const turns = planned.reduce((sum, { scenario }) => sum + scenario.turns().length, 0);
  const ofProvider = provider === null ? '' : `, provider ${provider}`;
  return [
    `Live run of codex ${run.codex.version}, ${run.codex.path}`,
    `  home      ${homeText(live)}`,
    `  model     ${model ?? 'as configured'}${ofProvider}`,
    `  folder    ${live.workspace}`,
    `  turns     ${turns} in ${plural(planned.length, 'scenario')}. Each turn is at least one request to your provider, and billed by it.`,
    '',
  ].map(escapeTerminal);
}

function homeText({ env }: LiveOptions): string {
  const { CODEX_HOME } = env;
  return CODEX_HOME === undefined ? 'default CODEX_HOME' : `CODEX_HOME=${CODEX_HOME}`;
}

/** The line about a live process that prints nothing. */
export function silenceText({ scenario, seconds, last }: LiveSilence, { deadlineMs }: Pick<Run, 'deadlineMs'>): string {
  const waits =
    last === null
      ? 'codex has printed nothing yet: it starts, or waits for its provider'
      : /^item.started$/.test(last)
        ? `after ${last} codex waits for the end of that item`
        : `after ${last} codex waits for its model`;
  const limit = `the limit of a turn is ${durationText(deadlineMs)} (--deadline)`;
  return escapeTerminal(`${scenario}: no event for ${Math.round(seconds)} s; ${waits}; ${limit}`);
}
