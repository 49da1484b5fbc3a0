import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { withBaseline } from '../../../helpers/checks/baseline.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import { isRed, type CheckResult } from '../../../helpers/checks/verdict.ts';
import { loadBaseline } from '../../../helpers/inputs/baseline.ts';
import type { Recording } from '../../../helpers/recording/recording.ts';
import { checksOf } from '../../../helpers/scenarios/catalog.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import type { Playground } from '../playground.ts';
import { pinnedCodex } from '../wrapper.ts';
import type { Lie } from './lie.ts';

const TELLS_LIE = fileURLToPath(new URL('../wrappers/tells-lie.js', import.meta.url));

const KNOWN = await loadBaseline(join(SUITE_ROOT, 'inputs/baselines/default.json'));

/** The result of playing scenarios on a wrapped codex. */
export interface Played {
  /** True if the wrapper changed anything. */
  readonly isTold: boolean;
  /** Faults of the suite, and processes that were killed. */
  readonly faults: readonly string[];
  /** Red results that the baseline does not accept. */
  readonly red: readonly CheckResult[];
}

/** Plays scenarios on the pinned codex behind the wrapper of a lie, or of an honest wrapper. */
export async function playTold(playground: Playground, name: string, scenarios: readonly string[]): Promise<Played> {
  const folder = join(playground.root, name.replace(/\W+/g, '-'));
  const path = lyingCodex(folder, name);
  const recordings: Recording[] = [];
  for (const scenario of scenarios) recordings.push(await playground.playNamed(scenario, { path }));
  return {
    isTold: existsSync(join(folder, 'told')),
    faults: recordings.flatMap(({ harness_errors }) => harness_errors),
    red: recordings.flatMap(redResults),
  };
}

/** Writes a program that works where it is copied alone, too. */
function lyingCodex(folder: string, name: string): string {
  mkdirSync(folder);
  symlinkSync(pinnedCodex().path, join(folder, 'real-codex'));
  writeFileSync(join(folder, 'lie'), name);
  const path = join(folder, 'codex');
  writeFileSync(path, `#!/bin/sh\nexec '${process.execPath}' '${TELLS_LIE}' '${folder}' "$@"\n`, { mode: 0o755 });
  return path;
}

/** The failed checks that notice the meaning of a lie. A fault, a time limit or an untestable check is none. */
export function noticed({ check, evidence }: Lie, { red }: Played): readonly CheckResult[] {
  return red.filter((one) => one.verdict === 'fail' && check.test(one.id) && (evidence?.test(evidenceOf(one)) ?? true));
}

/** The id and the evidence of a result as text. */
export function evidenceOf({ id, evidence }: CheckResult): string {
  const texts = evidence.map(({ message, expected, actual }) =>
    [message, expected, actual].filter(Boolean).join(' | '),
  );
  return [id, ...texts].join('\n');
}

function redResults(recording: Recording): CheckResult[] {
  return checksOf(recording)
    .map((check) => withBaseline(judge(check, recording), recording.codex.version, KNOWN))
    .filter(isRed);
}
