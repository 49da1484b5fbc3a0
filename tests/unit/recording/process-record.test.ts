import { expect, test } from 'vitest';
import { processRecord } from '../../../helpers/recording/process-record.ts';
import type { ProcessRecord } from '../../../helpers/recording/recording.ts';

test('keeps only the names of environment variables', () => {
  const driven = {
    process: 2,
    argv: ['exec'],
    stdin: 'prompt',
    stdout: 'out',
    wire: [{ t_ms: 1, from: 'server', text: '{}' }],
    env: { b: '1', A: '2', a: '3' },
    turnEndedMs: 5,
  } as const;
  const end = {
    exitCode: null,
    signal: 'SIGKILL',
    endedBy: 'hang',
    spawnError: null,
    stderr: 'err',
    survivors: ['sleep 1'],
    firstOutputMs: 1,
    durationMs: 9,
  } as const;
  expect(processRecord(driven, end)).toEqual({
    process: 2,
    argv: ['exec'],
    stdin: 'prompt',
    env_names: ['A', 'a', 'b'],
    exit_code: null,
    signal: 'SIGKILL',
    ended_by: 'hang',
    spawn_error: null,
    timing: { first_output_ms: 1, turn_ended_ms: 5, duration_ms: 9 },
    stdout: 'out',
    wire: [{ t_ms: 1, from: 'server', text: '{}' }],
    stderr: 'err',
    survivors: ['sleep 1'],
  } satisfies ProcessRecord);
});
