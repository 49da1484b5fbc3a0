import { changesOf } from '../../compat/changes.ts';
import { diffFacts } from '../../compat/diff.ts';
import { DIFFERENCE_CLASSES } from '../../compat/difference.ts';
import { createMask } from '../../compat/noise.ts';
import { SuiteError } from '../../errors.ts';
import { loadNoise } from '../../inputs/noise.ts';
import type { Diff } from '../../reporters/diff/diff.ts';
import { diffResult } from '../../reporters/diff/json.ts';
import { diffMarkdown } from '../../reporters/diff/markdown.ts';
import { diffText } from '../../reporters/diff/text.ts';
import { jsonText } from '../../reporters/results/json.ts';
import { createStyle, wantsColor } from '../../reporters/terminal/style.ts';
import type { OptionsOf } from '../commands.ts';
import { sidesOf } from '../diff/sides.ts';
import type { Io } from '../io.ts';

const RED = 1;

/**
 * The command `diff`: what differs between two versions, whether or not a check speaks of it. Returns 1 if there is a
 * change of the class that `failOn` names, or of a worse one.
 *
 * @throws SuiteError `usage` for sides that are not of one version, or that have no scenario in common; `environment`
 *   for a codex that cannot be had
 */
export async function diff(options: OptionsOf<'diff'>, io: Io): Promise<number> {
  const { before, after, format, failOn } = options;
  const sides = await sidesOf([before, after], options, io);
  const mask = createMask((await loadNoise()).noise);
  const compared = diffFacts(...sides, mask);
  if (compared.scenarios === 0) {
    throw new SuiteError('usage', `${before} and ${after} have no scenario in common.`, {
      hint: 'Record both with the same scenarios: codex-conformance record --codex C --out DIR',
    });
  }
  const result: Diff = {
    before: { spec: before, version: compared.before },
    after: { spec: after, version: compared.after },
    scenarios: compared.scenarios,
    changes: changesOf(compared),
  };
  io.stdout(FORMATS[format](result, io));
  const limit = failOn === undefined ? -1 : DIFFERENCE_CLASSES.indexOf(failOn);
  return result.changes.some(({ main }) => DIFFERENCE_CLASSES.indexOf(main.class) <= limit) ? RED : 0;
}

const FORMATS: Readonly<Record<OptionsOf<'diff'>['format'], (diff: Diff, io: Io) => string>> = {
  text: (result, { env, isTTY }) => diffText(result, createStyle(wantsColor(env, isTTY))),
  md: diffMarkdown,
  json: (result) => jsonText(diffResult(result)),
};
