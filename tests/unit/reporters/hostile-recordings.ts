import { join } from 'node:path';
import { checksOf } from '../../../helpers/scenarios/catalog.ts';
import { judge } from '../../../helpers/checks/judge.ts';
import type { CheckResult } from '../../../helpers/checks/verdict.ts';
import { loadRecording } from '../../../helpers/recording/load.ts';
import type { ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';
import { buildMatrix, type VersionResults } from '../../../helpers/versions/matrix/build-matrix.ts';
import type { Matrix } from '../../../helpers/versions/matrix/format.ts';
import type { RunResult } from '../../../helpers/formats/run-result.ts';
import { scenarioResultOf } from '../../../helpers/scenarios/scenario-result-of.ts';
import { SUITE_ROOT } from '../../../helpers/util/suite-root.ts';
import { HOSTILE } from './hostile.ts';
import { FACTS, versionResults } from '../formats/matrix/matrix-fixture.ts';
import { runOf, module, scenario } from './run-fixture.ts';

/** What codex may print on one line of its own, and what a file may be called. */
const ON_ONE_LINE = HOSTILE.replaceAll(/[\n\r]/g, ' ').toWellFormed();

const FOLDER = join(SUITE_ROOT, 'fixtures', '0.169.0');
const SCENARIOS = ['exec/stateless/sum', 'exec/persistent/recall', 'app-server/turn/sum'];

/** Recordings of a codex that behaves well. */
export const TAME: readonly Recording[] = await Promise.all(SCENARIOS.map((name) => loadRecording(join(FOLDER, name))));

/** The same of one that puts hostile text wherever it can say something of its own. */
export const PLANTED: readonly Recording[] = TAME.map((recording) => ({
  ...recording,
  codex: { ...recording.codex, version: `0.170.0${HOSTILE}`, path: `/${HOSTILE}`, found_by: HOSTILE },
  notes: [HOSTILE],
  processes: recording.processes.map(plantedProcess),
  network: [],
  files: [
    ...recording.files,
    ...(['workspace', 'codex_home', 'tmp'] as const).map((place) => ({
      place,
      path: `sessions/${ON_ONE_LINE}.jsonl`,
      kind: 'file' as const,
      size: 1,
    })),
  ] as Recording['files'],
}));

/** All verdicts on recordings. */
export function judged(recordings: readonly Recording[]): CheckResult[] {
  return recordings.flatMap((recording) => checksOf(recording).map((check) => judge(check, recording)));
}

/** A run that saw all that was planted, with a crash of the suite on top. */
export function plantedRun(): RunResult {
  const tests = PLANTED.map((recording) =>
    scenario(scenarioResultOf(recording, `recordings/${recording.scenario}/${HOSTILE}`), judged([recording])),
  );
  return runOf(
    tests.map((one) => module(one)),
    [{ message: HOSTILE }],
    'failed',
    [{ check: HOSTILE, scenario: HOSTILE, problem: HOSTILE, hint: HOSTILE, versions: '*', reason: HOSTILE }],
  );
}

function plantedProcess(process: ProcessRecord): ProcessRecord {
  return {
    ...process,
    exit_code: 1,
    stdout: process.stdout === '' ? '' : plantedStdout(process.stdout),
    wire: plantedWire(process.wire),
    stderr: `${ON_ONE_LINE}\nERROR: ${HOSTILE}\n`,
    survivors: [ON_ONE_LINE],
  };
}

/** Between the events that came: items and errors with hostile text in every place, an event of no known type, and no JSON. */
function plantedStdout(stdout: string): string {
  const lines = stdout.trimEnd().split('\n');
  const planted = [
    ...[
      HOSTILE,
      'reasoning',
      'error',
      'command_execution',
      'file_change',
      'mcp_tool_call',
      'web_search',
      'todo_list',
    ].map((type) => ({ type: 'item.completed', item: { ...texts(), type } })),
    { type: 'item.started', item: { id: HOSTILE, type: HOSTILE } },
    { type: HOSTILE, thread_id: HOSTILE, [HOSTILE]: HOSTILE },
    { type: 'thread.started', thread_id: HOSTILE, thread_name: HOSTILE },
    { type: 'error', message: HOSTILE },
    { type: 'turn.failed', error: { message: HOSTILE, code: HOSTILE } },
  ].map((event) => JSON.stringify(event));
  const replies = lines.slice(1, -1).map((line) => JSON.stringify(JSON.parse(line, plantedReply)));
  return [lines[0], ...replies, ON_ONE_LINE, `{"${ON_ONE_LINE}`, ...planted, lines.at(-1), ''].join('\n');
}

function plantedReply(key: string, value: unknown): unknown {
  return key === 'text' ? HOSTILE : value;
}

function texts() {
  const names = ['id', 'text', 'message', 'command', 'aggregated_output', 'status', 'server', 'tool', 'query', HOSTILE];
  return {
    ...Object.fromEntries(names.map((name) => [name, HOSTILE])),
    changes: [{ path: HOSTILE, kind: HOSTILE }],
    items: [{ text: HOSTILE, completed: false }],
  };
}

function plantedWire(wire: ProcessRecord['wire']): ProcessRecord['wire'] {
  const last = wire.at(-1);
  if (last === undefined) return [];
  const server = (message: object | string) => ({
    t_ms: last.t_ms,
    from: 'server' as const,
    text: typeof message === 'string' ? message : JSON.stringify(message),
  });
  const words: Record<string, true> = {
    text: true,
    status: true,
    name: true,
    model: true,
    summary: true,
    userAgent: true,
  };
  return [
    ...wire.map((line) =>
      line.from === 'client'
        ? line
        : server(
            JSON.parse(line.text, (key, value: unknown) =>
              words[key] === true && typeof value === 'string' ? HOSTILE : value,
            ) as object,
          ),
    ),
    server(ON_ONE_LINE),
    server({ method: HOSTILE, params: { [HOSTILE]: HOSTILE } }),
    server({ method: 'thread/name/updated', params: { threadId: HOSTILE, threadName: HOSTILE } }),
    server({
      method: 'item/started',
      params: { threadId: HOSTILE, turnId: HOSTILE, item: { ...texts(), type: HOSTILE } },
    }),
    server({ method: 'error', params: { error: { message: HOSTILE }, threadId: HOSTILE, turnId: HOSTILE } }),
    server({ id: HOSTILE, error: { code: -1, message: HOSTILE, data: HOSTILE } }),
    server({ id: HOSTILE, method: HOSTILE, params: HOSTILE }),
  ];
}

/** A matrix in which one version is tame and the next one is not. */
export function plantedMatrix(): Matrix {
  const scenarios = TAME.map(({ scenario: name, mode }) => ({ name, mode, about: null }));
  return buildMatrix([TAME, PLANTED].map(versionOf), { ...FACTS, scenarios });
}

function versionOf(recordings: readonly Recording[]): VersionResults {
  const results = versionResults(recordings[0]!.codex.version, judged(recordings));
  return { ...results, problem: HOSTILE, recordings: HOSTILE };
}
