import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { interruptRun } from '../../../helpers/codex/run-folder.ts';
import { loadRecording } from '../../../helpers/recording/load.ts';
import type { Run } from '../../../helpers/scenarios/run-config.ts';
import { scenariosIn } from '../../../helpers/scenarios/catalog.ts';
import { createScenarioRunner, type PlayedScenario } from '../../../helpers/scenarios/scenario-runner.ts';
import { failureOf, write } from '../codex/temporary.ts';
import { CASES, preparedRun, scriptedCodex } from './miniature.ts';

const [SUM] = CASES.exec_stateless;
const TWO_CASES = { ...CASES, exec_stateless: ['one', 'two'].map((name) => ({ ...SUM!, name })) };

/** Plays the scenarios of these names, all at once. */
async function play(run: Run, ...names: readonly string[]): Promise<(PlayedScenario | null)[]> {
  const runner = createScenarioRunner(run);
  const scenarios = scenariosIn(run).filter(({ name }) => names.includes(name));
  return await Promise.all(scenarios.map((scenario) => runner.play(scenario)));
}

/** A codex that notes how it was started. */
function noting(folder: string): string {
  return scriptedCodex(folder, `echo "$1" >> '${folder}/log'`);
}

/** A codex that waits until there is an exec and an app-server at once. */
function waitingForEachOther(folder: string): string {
  const script = `: > "${folder}/$1"; until [ -e '${folder}/exec' ] && [ -e '${folder}/app-server' ]; do :; done`;
  return scriptedCodex(folder, script);
}

/** A codex that notes whether another runs at the same time. */
function alone(folder: string): string {
  const script = `mkdir busy || echo overlap >> log; sleep 0.05; rmdir busy; echo over >> log`;
  return scriptedCodex(folder, `cd '${folder}'; ${script}`);
}

/** A codex that does not come to an end. */
function stuck(folder: string): string {
  return scriptedCodex(folder, `echo started >> '${folder}/log'; exec sleep 1000`);
}

function logOf({ folder }: { readonly folder: string }): string {
  return readFileSync(join(folder, 'log'), 'utf8');
}

test('plays each scenario once and saves its recording', async () => {
  const run = preparedRun(noting);
  const runner = createScenarioRunner(run);
  const [scenario] = scenariosIn(run);
  const [first, second] = await Promise.all([runner.play(scenario!), runner.play(scenario!)]);
  expect(await runner.play(scenario!)).toBe(first);
  expect(second).toBe(first);
  expect([logOf(run), first?.folder]).toEqual(['exec\n', 'recordings/exec/stateless/sum']);
  expect(await loadRecording(join(run.outDir, 'recordings/exec/stateless/sum'))).toEqual(first?.recording);
});

test('plays only the requested scenarios', async () => {
  const run = preparedRun(noting);
  await play(run, 'app-server/turn/sum');
  expect(logOf(run)).toBe('app-server\n');
});

test('plays several scenarios at once', async () => {
  const run = preparedRun(waitingForEachOther, { deadlineMs: 3000 });
  const all = await play(run, 'exec/stateless/sum', 'app-server/turn/sum');
  expect(all.map((played) => played?.recording.processes.map(({ ended_by }) => ended_by))).toEqual([
    ['itself'],
    ['itself'],
  ]);
});

test('limits the scenarios at once to the jobs', async () => {
  const run = preparedRun(alone, { cases: TWO_CASES, jobs: 1 });
  await play(run, 'exec/stateless/two', 'exec/stateless/one');
  expect(logOf(run)).toBe('over\nover\n');
});

test('fails only the play whose recording cannot be saved', async () => {
  const run = preparedRun(noting, { cases: TWO_CASES });
  const taken = write(join(run.outDir, 'recordings/exec/stateless/one'), 'in the way');
  const runner = createScenarioRunner(run);
  const [one, two] = scenariosIn(run);
  const [failure, played] = await Promise.all([failureOf(() => runner.play(one!)), runner.play(two!)]);
  expect({ kind: failure.kind, message: failure.message }).toEqual({
    kind: 'environment',
    message: `Cannot write ${taken}: a part of the path is a file, not a folder (ENOTDIR).`,
  });
  expect(played?.folder).toBe('recordings/exec/stateless/two');
  expect(existsSync(join(run.outDir, 'recordings/exec/stateless/two/run.json'))).toBe(true);
});

test('plays nothing in an interrupted run', async () => {
  const run = preparedRun((folder) => join(folder, 'a codex that cannot be started'));
  interruptRun(run.runFolder);
  expect([await play(run, 'exec/stateless/sum'), existsSync(run.outDir)]).toEqual([[null], false]);
});

test('gives no recording for what an interruption cut off', async () => {
  const run = preparedRun(stuck, { cases: TWO_CASES, jobs: 1 });
  const playing = play(run, 'exec/stateless/one', 'exec/stateless/two');
  // The shell makes the file before it writes to it.
  await expect.poll(() => existsSync(join(run.folder, 'log')) && logOf(run), { interval: 5 }).toBe('started\n');
  interruptRun(run.runFolder);
  expect(await playing).toEqual([null, null]);
  expect([logOf(run), existsSync(run.outDir)]).toEqual(['started\n', false]);
});
