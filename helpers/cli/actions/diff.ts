import { interruptible } from '../../codex/interrupt.ts';
import { groupDifferences } from '../../versions/diff/group-differences.ts';
import { diffFacts } from '../../versions/diff/diff.ts';
import { DIFFERENCE_CLASSES } from '../../versions/diff/difference.ts';
import { createNoiseFilter } from '../../versions/diff/noise.ts';
import { SuiteError } from '../../util/errors.ts';
import { loadNoise } from '../../inputs/noise.ts';
import type { Diff } from '../../formats/diff/diff.ts';
import { diffResult, diffSchema } from '../../formats/diff/json.ts';
import { diffMarkdown } from '../../formats/diff/markdown.ts';
import { diffText } from '../../formats/diff/text.ts';
import { jsonOf } from '../../util/text/json-text.ts';
import { escapeTerminal } from '../../util/terminal/escape.ts';
import { StatusLine } from '../../util/terminal/status-line.ts';
import type { DiffOptions } from '../commands/diff.ts';
import { loadVersions } from '../../versions/load-version.ts';
import { outputOf, type Io } from '../io.ts';

const RED = 1;

/**
 * The command `diff`: what differs between two versions, whether or not a check speaks of it. Returns 1 if there is a
 * change of the class that `failOn` names, or of a worse one.
 *
 * @throws SuiteError `usage` for sides that are not of one version, or that have no scenario in common; `environment`
 *   for a codex that cannot be had
 */
export async function diff(options: DiffOptions, io: Io): Promise<number> {
  const { before, after, format, failOn } = options;
  const sides = await interruptible(
    async (signal) =>
      await loadVersions([before, after], {
        ...options,
        fresh: options.fresh === true,
        env: io.env,
        cwd: io.cwd,
        signal,
        onNotice: (text) => io.stderr(`note: ${text}\n`),
        onScenario: showScenarios(io),
      }),
  );
  const filter = createNoiseFilter((await loadNoise()).noise);
  const compared = diffFacts(...sides, filter);
  if (compared.scenarios === 0) {
    throw new SuiteError('usage', `${before} and ${after} have no scenario in common.`, {
      hint: 'Record both with the same scenarios: codex-conformance record --codex C --out DIR',
    });
  }
  const result: Diff = {
    before: { spec: before, version: compared.before },
    after: { spec: after, version: compared.after },
    scenarios: compared.scenarios,
    changes: groupDifferences(compared),
  };
  io.stdout(FORMATS[format](result, io));
  const limit = failOn === undefined ? -1 : DIFFERENCE_CLASSES.indexOf(failOn);
  return result.changes.some(({ main }) => DIFFERENCE_CLASSES.indexOf(main.class) <= limit) ? RED : 0;
}

const FORMATS: Readonly<Record<DiffOptions['format'], (diff: Diff, io: Io) => string>> = {
  text: (result, { style }) => diffText(result, style),
  md: diffMarkdown,
  json: (result) => jsonOf(diffSchema, diffResult(result)),
};

/** Shows on stderr how many scenarios are played: on a terminal at each step, elsewhere at the end of each version. */
function showScenarios(io: Io): (version: string, done: number, total: number) => void {
  const status = new StatusLine(outputOf(io, 'stderr'));
  return (version, done, total) => {
    const text = `${escapeTerminal(version)}: ${done} of ${total} scenarios`;
    if (done < total) status.show(text);
    else if (status.isLive) status.clear();
    else status.print(text);
  };
}
