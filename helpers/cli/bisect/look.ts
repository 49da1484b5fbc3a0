import { join } from 'node:path';
import { judge } from '../../checks/judge.ts';
import type { Check } from '../../checks/check.ts';
import type { CheckResult } from '../../checks/verdict.ts';
import { cacheFolder } from '../../codex/cache-folder.ts';
import { identify } from '../../codex/identify.ts';
import type { Shown } from '../../compat/bisect/search.ts';
import type { Candidate } from '../../compat/matrix/candidate.ts';
import { withRunFolder } from '../../compat/matrix/held-folder.ts';
import { SuiteError } from '../../errors.ts';
import { scenariosIn } from '../../scenarios/all-scenarios.ts';
import { playInto } from '../../scenarios/archive.ts';
import type { RunFrame } from '../../scenarios/prepare.ts';

/** What one version said of a check. */
export interface Looked {
  readonly shown: Shown;
  /** One for each scenario that was played. */
  readonly results: readonly CheckResult[];
}

/** What is looked at, and where recordings are kept. */
export interface LookOptions {
  readonly check: Check;
  /** Names of the scenarios to play. */
  readonly scenarios: readonly string[];
  readonly frame: RunFrame;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Plays scenarios on one version, or takes the recordings that are up to date, and judges them by one check. A version is
 * bad if the check fails on any of them, good if it passes on one and fails on none; otherwise nothing can be said of it.
 *
 * @throws SuiteError if the version cannot be had, `interrupted` if the signal was fired
 */
export async function lookAt(candidate: Candidate, options: LookOptions): Promise<Looked> {
  const { check, scenarios, frame, env, signal } = options;
  const held = candidate.kind === 'published' ? await candidate.obtain(signal) : null;
  try {
    const codex = held === null ? localCodex(candidate) : await identify(held, cacheFolder(env));
    const folder = join(cacheFolder(env), 'recordings', `${codex.version}-${codex.sha256.slice(0, 12)}`);
    return await withRunFolder(signal, async (runFolder) => {
      const results: CheckResult[] = [];
      for (const scenario of scenariosIn(frame).filter(({ name }) => scenarios.includes(name))) {
        const run = { ...frame, codex, runFolder };
        const { recording } = await playInto({ folder, reuse: true }, scenario, run);
        signal.throwIfAborted();
        results.push(judge(check, recording));
      }
      return { shown: shownBy(results), results };
    });
  } finally {
    await held?.release();
  }
}

function localCodex(candidate: Candidate) {
  if (candidate.kind === 'local' && candidate.codex !== null) return candidate.codex;
  const problem = candidate.kind === 'local' ? (candidate.problem ?? '') : '';
  throw new SuiteError('environment', `${candidate.version} cannot be had: ${problem}`, {
    hint: 'Name another codex.',
  });
}

function shownBy(results: readonly CheckResult[]): Shown {
  const fault = results.find(({ verdict }) => verdict === 'harness-error');
  if (fault !== undefined) throw new Error(`${fault.scenario}: ${fault.reason}`);
  if (results.some(({ verdict }) => verdict === 'fail')) return 'bad';
  return results.some(({ verdict }) => verdict === 'pass') ? 'good' : 'unknown';
}
