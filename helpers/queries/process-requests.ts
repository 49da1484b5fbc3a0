import type { ModelExchange, ProcessRecord, Recording } from '../recording/recording.ts';
import { modelRequests } from './model-requests.ts';
import { printedThreadId, threadIdsSentToModel } from './thread-ids.ts';

/**
 * The requests of one exec process for a response. Those of processes that run at the same time are told apart by their threads:
 * the number of the process is that of the one that was started last.
 */
export function requestsOfProcess(recording: Recording, process: ProcessRecord): readonly ModelExchange[] {
  const numbered = modelRequests(recording, process.process);
  const thread = printedThreadId(process);
  const others = recording.processes.filter((one) => one !== process).map(printedThreadId);
  if (thread === null || others.includes(thread)) return numbered;
  const own = modelRequests(recording).filter((exchange) => threadIdsSentToModel(exchange).includes(thread));
  return own.length > 0 ? own : numbered.filter((exchange) => !isOfAny(exchange, others));
}

function isOfAny(exchange: ModelExchange, threads: readonly (string | null)[]): boolean {
  return threadIdsSentToModel(exchange).some((id) => threads.includes(id));
}
