import { stripVTControlCharacters } from 'node:util';
import { protocolErrors } from '../app-server/protocol-errors.ts';
import { tokenUsage } from '../app-server/turn.ts';
import { linesOf } from '../queries/exec-lines.ts';
import { printedThreadId } from '../queries/thread-ids.ts';
import { wrongReply } from '../queries/wrong-replies.ts';
import { firstCompletion } from '../queries/wire-messages.ts';
import { compare } from '../util/text/compare.ts';
import { errorText, usage } from '../exec/transcript.ts';
import { lackedCapability } from '../recording/lacked-capability.ts';
import type { ProcessRecord, Recording } from '../recording/recording.ts';
import type { ScenarioResult, TurnResult } from './scenario-result.ts';

/** A line about an error: of a log with or without a time, of a program, of a panic. */
const ERROR_LINE = /^(?:\S+ +)?ERROR\b|^(?:[Ee]rror|fatal)\b|^thread '.*' panicked/;

/**
 * The result of a scenario. A pure function of the recording.
 *
 * @param folder where the recording lies, relative to the output folder
 */
export function scenarioResultOf(recording: Recording, folder: string): ScenarioResult {
  const { scenario, mode, codex, expected, processes } = recording;
  const last = processes.at(-1);
  return {
    scenario,
    mode,
    case: scenario.slice(scenario.lastIndexOf('/') + 1),
    commands: processes.map(({ argv }) => [codex.path, ...argv]),
    codex,
    thread_id: processes.map(printedThreadId).find((id) => id !== null) ?? null,
    turns: turnsOf(recording),
    usage: last === undefined ? null : usageOf(last),
    exit_codes: processes.map(({ exit_code }) => exit_code),
    error: errorOf(recording),
    same_thread_on_resume: expected.resumes ? sameThread(processes) : null,
    notes: recording.notes,
    recording: folder,
    timing: {
      duration_ms: processes.reduce((sum, { timing }) => sum + timing.duration_ms, 0),
      processes: processes.map(({ timing }) => timing),
    },
  };
}

function turnsOf(recording: Recording): TurnResult[] {
  const { codex, expected } = recording;
  if (lackedCapability(codex.capabilities, expected.needs) !== undefined) return [];
  return expected.turns.map((turn) => {
    const { prompt, expected_reply } = turn;
    const wrong = wrongReply(recording, turn);
    return {
      turn: turn.turn,
      prompt,
      expected_reply,
      actual_reply: wrong === null ? expected_reply : (wrong.text ?? null),
      exact_match: wrong === null,
      ...(wrong === null ? {} : { wrong_reply_from: wrong.from }),
    };
  });
}

function usageOf(process: ProcessRecord): ScenarioResult['usage'] {
  const thread = printedThreadId(process);
  const counters =
    process.wire.length === 0 ? usage(linesOf(process)) : thread === null ? null : tokenUsage(process.wire, thread);
  return counters && Object.fromEntries(Object.entries(counters).toSorted(([a], [b]) => compare(a, b)));
}

function sameThread(processes: readonly ProcessRecord[]): boolean {
  const ids = processes.map(printedThreadId);
  return ids.length > 1 && ids[0] !== null && ids.every((id) => id === ids[0]);
}

/**
 * The error of the turn, else the one of the protocol, else how the process died and its last words. Those of a process
 * that the suite killed need not be about its end, so they count only if they are about an error.
 */
function errorOf({ harness_errors, processes }: Recording): string | null {
  const fault = harness_errors[0];
  if (fault !== undefined) return `The suite failed: ${fault}`;
  return processes.map(processError).find((text) => text !== null) ?? null;
}

function processError(process: ProcessRecord): string | null {
  const said = process.wire.length === 0 ? errorText(linesOf(process)) : wireError(process);
  if (said !== null) return said;
  const { ended_by, exit_code, signal, spawn_error, stderr } = process;
  if (ended_by === 'itself' && exit_code === 0) return null;
  if (spawn_error !== null) return `codex could not be started: ${spawn_error}`;
  const how = {
    itself: exit_code === null ? `codex was killed by ${signal}` : `codex exited with code ${exit_code}`,
    deadline: 'codex did not end its turn before the deadline',
    hang: 'codex did not exit after the last event of its turn',
    'output-limit': 'codex printed more than the suite keeps',
    interrupt: 'the run was interrupted',
    'spawn-error': 'codex could not be started',
  }[ended_by];
  const words = stripVTControlCharacters(stderr).trim().split('\n').at(-1) ?? '';
  return words === '' || (ended_by !== 'itself' && !ERROR_LINE.test(words)) ? how : `${how}: ${words}`;
}

function wireError(process: ProcessRecord): string | null {
  const end = firstCompletion(process);
  if (end?.status === 'completed') return null;
  return end?.error?.message ?? protocolErrors(process.wire).at(-1)?.text ?? null;
}
