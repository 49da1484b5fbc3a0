import { userMessage } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeLastProcess } from '../../mutations/recording.ts';
import type { ModelExchange, ProcessRecord } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';

/**
 * A check that codex refuses what it is asked: it exits with another code than 0 and sends the model nothing.
 *
 * @param refusing the processes that have to refuse @default all
 */
export function refusal(
  head: Omit<Check, 'judge' | 'mutants'>,
  refusing: (processes: readonly ProcessRecord[]) => readonly ProcessRecord[] = (processes) => processes,
): Check {
  return {
    ...head,
    language: 'exec',
    needsModel: true,
    judge({ model, processes }) {
      const judged = refusing(processes);
      if (judged.length === 0) return untestable('the process that has to refuse was not recorded');
      const found = judged.flatMap(({ process, exit_code, ended_by }): Evidence[] => {
        const request = model.findIndex((exchange) => exchange.process === process && exchange.method === 'POST');
        return [
          ...(ended_by === 'itself'
            ? []
            : [{ message: `process ${process}: did not exit (${ended_by})`, file: 'run.json' }]),
          ...(exit_code === 0
            ? [{ message: `process ${process}: exit code 0, expected another`, file: 'run.json' }]
            : []),
          ...(request === -1
            ? []
            : [{ message: `process ${process}: a request to the model`, file: 'model.jsonl', line: request + 1 }]),
        ];
      });
      return failIfAny(found, judged.length, 'processes exited with an error before any request to the model');
    },
    mutants: () => ({
      'exits with code 0': changeLastProcess(() => ({ exit_code: 0 })),
      'fails only after it has asked the model': asksTheModel,
      'waits without end': changeLastProcess(() => ({ ended_by: 'deadline', exit_code: null, signal: 'SIGKILL' })),
    }),
  };
}

const asksTheModel: Mutation = (recording) => {
  const request: ModelExchange = {
    process: recording.processes.length,
    t_ms: 1,
    method: 'POST',
    path: '/v1/responses',
    headers: [],
    body: { model: 'm', stream: true, input: [userMessage('Say one.')] },
    reply: { status: 200, body: '', ended_by: 'end' },
    violations: [],
  };
  return { ...recording, model: [...recording.model, request] };
};
