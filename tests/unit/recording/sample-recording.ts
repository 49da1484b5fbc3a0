import type { ProcessRecord, Recording } from '../../../helpers/recording/recording.ts';

/** A recording of one exec process, with what the test is about. */
export function sampleRecording(changes: Partial<Recording> = {}): Recording {
  return {
    schema_version: 2,
    scenario: 'exec/stateless/sum',
    mode: 'exec_stateless',
    model_source: 'scripted',
    codex: {
      version: '0.169.0',
      sha256: 'ab'.repeat(32),
      found_by: 'PATH',
      path: '/opt/codex',
      capabilities: ['exec.flag.json'],
    },
    expected: { turns: [{ turn: 1, process: 1, prompt: 'What is 1 + 1?', expected_reply: '2' }], resumes: false },
    notes: [],
    processes: [sampleProcess()],
    model: [
      {
        process: 1,
        t_ms: 12.5,
        method: 'POST',
        path: '/v1/responses',
        headers: [['content-type', 'application/json']],
        body: { model: 'gpt-5.2-codex', stream: true },
        reply: { status: 200, body: 'data: {}\n\n', ended_by: 'end' },
        violations: [],
      },
    ],
    network: [],
    files: [{ place: 'codex_home', path: 'sessions/rollout.jsonl', kind: 'file', size: 10 }],
    harness_errors: [],
    ...changes,
  };
}

/** One exec process that ended well. */
export function sampleProcess(changes: Partial<ProcessRecord> = {}): ProcessRecord {
  return {
    process: 1,
    argv: ['exec', '--json'],
    stdin: 'What is 1 + 1?',
    env_names: ['HOME', 'PATH'],
    exit_code: 0,
    signal: null,
    ended_by: 'itself',
    spawn_error: null,
    timing: { first_output_ms: 1.5, turn_ended_ms: 20, duration_ms: 25 },
    stdout: '{"type":"turn.completed"}\n',
    wire: [],
    stderr: '',
    survivors: [],
    ...changes,
  };
}
