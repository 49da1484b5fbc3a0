import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksOf } from '../../helpers/scenarios/catalog.ts';
import type { Check } from '../../helpers/checks/check.ts';
import { judge } from '../../helpers/checks/judge.ts';
import { CHECKS } from '../../helpers/scenarios/catalog.ts';
import type { Judgement } from '../../helpers/judge-stream/judgement.ts';
import { judgeStream } from '../../helpers/judge-stream/judge-stream.ts';
import { mutantsOf } from '../../helpers/proof/mutant.ts';
import { languageOf } from '../../helpers/recording/mode.ts';
import type { Recording } from '../../helpers/recording/recording.ts';
import { SAMPLES } from '../unit/checks/samples.ts';
import { RECORDINGS } from '../unit/proof/recordings.ts';
import { inChunks, markedLog, recordedLog, serverOutput } from '../unit/judge-stream/streams.ts';

/** What is the same whoever judges. */
interface Said {
  readonly id: string;
  readonly verdict: string;
  readonly found: readonly (readonly [line: number | undefined, message: string])[];
}

/** Recordings with one process each: a stream is that of one. */
function apart(recording: Recording): Recording[] {
  return recording.processes.map((process) => ({ ...recording, processes: [process] }));
}

/** Processes that left a stream that can be judged at all. */
function judgeable({ mode, processes }: Recording): boolean {
  const [process] = processes;
  if (mode === 'app_server') return process!.wire.some(({ from, text }) => from === 'server' && text.startsWith('{'));
  return process!.stdout.includes('"type":"');
}

/** A recording and every mutation of it that its checks must notice. */
function withMutants(recording: Recording): Recording[] {
  const mutants = mutantsOf(checksOf(recording));
  return [recording, ...mutants.map(({ mutate }) => mutate(recording))].flatMap(apart).filter(judgeable);
}

function ruleChecks({ mode }: Recording): Check[] {
  return CHECKS.filter(({ rule, scenarios }) => scenarios === undefined && rule?.language === languageOf(mode));
}

function ofRecording(recording: Recording): Said[] {
  return ruleChecks(recording).map((check) => {
    const { id, verdict, evidence } = judge(check, recording);
    return { id, verdict, found: verdict === 'fail' ? evidence.map(({ line, message }) => [line, message]) : [] };
  });
}

/** A missing last line feed is judged in a recording, but not in a captured stream. */
function withLastLineFeed(recording: Recording): Recording {
  const processes = recording.processes.map((process) => ({
    ...process,
    stdout: process.stdout.replace(/[^\n]$/, '$&\n'),
  }));
  return { ...recording, processes };
}

async function ofStream(recording: Recording, text: string): Promise<Said[]> {
  const { checks } = await judgeStream(inChunks(text), {
    source: 'x',
    as: recording.mode === 'app_server' ? 'app-server' : 'exec',
    maxFindings: 1e6,
    checks: ruleChecks(recording),
  });
  return checks.map(({ id, verdict, findings }) => ({
    id,
    verdict,
    found: findings.map(({ line, message }) => [line, message]),
  }));
}

/** With marks, or of `codex exec`. */
async function judged(text: string, size: number): Promise<Judgement> {
  return await judgeStream(inChunks(text, size), { source: 'x', as: /^[<>]/.test(text) ? 'app-server' : 'exec' });
}

const VARIANTS = [...SAMPLES.flatMap(withMutants), ...RECORDINGS.flatMap(apart)];

test('a stream gets the verdicts of its recording', async () => {
  for (const recording of VARIANTS) {
    const [process] = recording.processes;
    const text = recording.mode === 'app_server' ? recordedLog(process!) : process!.stdout;
    expect(await ofStream(recording, text)).toEqual(ofRecording(withLastLineFeed(recording)));
  }
  expect(VARIANTS.length).toBeGreaterThan(200);
});

test('a wire with marks gets the same as one that was recorded', async () => {
  for (const recording of SAMPLES.flatMap(withMutants).filter(({ mode }) => mode === 'app_server')) {
    const [process] = recording.processes;
    expect(await ofStream(recording, markedLog(process!))).toEqual(ofRecording(recording));
  }
});

test('a log of the server alone fails no client check', async () => {
  const wrong: string[] = [];
  for (const { processes, codex } of RECORDINGS.filter(({ mode }) => mode === 'app_server')) {
    const { checks } = await judgeStream(inChunks(serverOutput(processes[0]!)), { source: 'x' });
    const unsaid = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'untestable');
    wrong.push(...unsaid.map(({ id }) => `${id} on ${codex.version}: it may need the client's side`));
  }
  expect(wrong).toEqual([]);
});

test('a stream gets the same findings in chunks of any size', async () => {
  const streams = SAMPLES.flatMap(withMutants).map(({ mode, processes }) =>
    mode === 'app_server' ? markedLog(processes[0]!) : processes[0]!.stdout,
  );
  const whole = new Map<string, Judgement>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...streams), fc.integer({ min: 1, max: 300 }), async (text, size) => {
      if (!whole.has(text)) whole.set(text, await judged(text, 1e9));
      expect(await judged(text, size)).toEqual(whole.get(text));
    }),
    { numRuns: 200 },
  );
});
