import semver from 'semver';
import { join, relative, resolve } from 'node:path';
import { interruptible } from '../../codex/interrupt.ts';
import { findTransition, type Status } from '../../versions/bisect/search.ts';
import { findCandidates } from '../../versions/matrix/find-candidates.ts';
import { fileNameOf } from '../../versions/matrix/paths.ts';
import { inOrder } from '../../versions/matrix/sweep.ts';
import { SuiteError } from '../../util/errors.ts';
import { writeFileAtomic } from '../../util/fs/atomic.ts';
import { bundleFiles } from '../../formats/bundle/write.ts';
import { jsonText } from '../../util/text/json-text.ts';
import { planOf } from '../../scenarios/plan.ts';
import { loadRunConfig } from '../../scenarios/load-run-config.ts';
import { type PlayedCheck, playCheck } from '../../versions/bisect/play-check.ts';
import { type Bisection, bisectResult, bisectText } from '../../formats/bisect/report.ts';
import { findCheck } from '../find-check.ts';
import type { BisectOptions } from '../commands/bisect.ts';
import type { Io } from '../io.ts';

const FOUND = 0;
/** The first version is not good, or the last one not bad. */
const NOT_FOUND = 1;

/**
 * The command `bisect`: finds the first published version in which a check fails.
 *
 * @throws SuiteError for whatever the user has to correct first
 */
export async function bisect(options: BisectOptions, io: Io): Promise<number> {
  const { good, bad, json, out } = options;
  const [id = '', scenario] = options.check.split('@');
  const check = findCheck(id);
  const config = await loadRunConfig({ cwd: io.cwd, env: io.env });
  const scenarios = planOf(config)
    .filter(({ scenario: { name }, checks }) => checks.includes(check) && (scenario ?? name) === name)
    .map((planned) => planned.scenario.name);
  if (scenarios.length === 0) {
    throw new SuiteError('usage', `${id} does not judge a scenario ${scenario ?? ''}.`, {
      hint: `To see the scenarios of the check: codex-conformance explain ${id}`,
    });
  }
  for (const [option, version] of Object.entries({ good, bad })) {
    if (version === 'latest' || semver.valid(version) !== null) continue;
    throw new SuiteError('usage', `--${option} ${version} is not a published version.`, {
      hint: 'Write it as in: --good 0.98.0 --bad latest. To see all versions: codex-conformance versions',
    });
  }
  if (bad !== 'latest' && semver.valid(good) !== null && semver.valid(bad) !== null && semver.gt(good, bad)) {
    throw new SuiteError('usage', `--good ${good} is newer than --bad ${bad}.`, {
      hint: `bisect finds where a check begins to fail. Did you mean --good ${bad} --bad ${good}?`,
    });
  }
  return await interruptible(async (signal) => {
    const onNotice = (text: string): void => io.stderr(`note: ${text}\n`);
    const spec = `>=${good} <=${bad === 'latest' ? '99999.0.0' : bad}`;
    const candidates = inOrder(await findCandidates(spec, { env: io.env, cwd: io.cwd, signal, onNotice }));
    if (candidates.length < 2) {
      throw new SuiteError(
        'usage',
        `Found ${candidates.length} published versions from ${good} to ${bad}, expected at least 2.`,
        {
          hint: 'To see all versions: codex-conformance versions',
        },
      );
    }
    const played = new Map<string, PlayedCheck>();
    const probe = async (version: string): Promise<Status> => {
      const candidate = candidates.find((one) => one.version === version)!;
      const result = await playCheck(candidate, check, { config: { ...config, only: scenarios }, env: io.env, signal });
      played.set(version, result);
      io.stderr(`${version}: ${result.status}\n`);
      return result.status;
    };
    const versions = candidates.map(({ version }) => version);
    const transition = await findTransition(versions, probe);
    const first = transition.kind === 'found' ? played.get(transition.firstBad) : undefined;
    const bundle = first === undefined ? null : await writeBundle(first, resolve(io.cwd, out));
    const bisection: Bisection = {
      check,
      scenarios,
      transition,
      results: first?.results ?? [],
      bundle: bundle === null ? null : relative(io.cwd, bundle),
    };
    io.stdout(json ? jsonText(bisectResult(bisection)) : bisectText(bisection));
    return transition.kind === 'found' ? FOUND : NOT_FOUND;
  });
}

async function writeBundle({ results, recordings }: PlayedCheck, out: string): Promise<string | null> {
  const index = results.findIndex(({ verdict }) => verdict === 'fail');
  const [result, recording] = [results[index], recordings[index]];
  if (result === undefined || recording === undefined) return null;
  const folder = join(out, fileNameOf(recording.codex.version), ...recording.scenario.split('/'));
  for (const [name, text] of bundleFiles(recording, [result])) await writeFileAtomic(join(folder, name), text);
  return folder;
}
