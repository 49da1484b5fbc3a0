import { printedThreadId } from '../../queries/thread-ids.ts';
import { configToml, needsBaseUrl } from '../../codex/config.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../recording/recording.ts';

/** Placeholder for the base URL of the model, which `repro.mjs` starts on its own port. */
const MODEL_URL = '<MODEL_URL>';
const DEADLINE_SECONDS = 60;

/** The contents of `script.json`: the input of `repro.mjs`. */
export function scriptOf(recording: Recording): object {
  const { scenario, codex, processes, model } = recording;
  const { capabilities } = codex;
  return {
    schema_version: 1,
    scenario,
    codex: { version: codex.version, sha256: codex.sha256 },
    deadline_seconds: DEADLINE_SECONDS,
    thread_id: processes.map(printedThreadId).find((id) => id !== null) ?? null,
    config: configToml({ modelUrl: MODEL_URL, capabilities }),
    env: needsBaseUrl(capabilities) ? { OPENAI_BASE_URL: MODEL_URL } : {},
    processes: processes.map(processOf),
    replies: model.map(replyOf),
  };
}

function processOf({ argv, stdin, wire }: ProcessRecord): object {
  const client_lines = wire.filter(({ from }) => from === 'client').map(({ text }) => text);
  return { argv, stdin, client_lines };
}

function replyOf({ method, path, reply }: ModelExchange): object {
  const { status, body, ended_by } = reply;
  return { method, path: path.replace(/\?.*$/s, ''), status, body, ended_by };
}
