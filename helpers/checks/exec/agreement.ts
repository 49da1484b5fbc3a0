import { calledTools, type CalledTool } from '../../queries/called-tools.ts';
import { replyEvents } from '../../queries/model-replies.ts';
import { fileOf } from '../../queries/process-files.ts';
import { requestsOfProcess } from '../../queries/process-requests.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../recording/recording.ts';
import { failIfAny, type Check } from '../check.ts';

/** Two channels that do not agree. The place is the stdout of the process by default. */
interface Disagreement {
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly expected: string;
  readonly actual: string;
}

/** The result of one comparison. */
export type Compared = true | Disagreement;

interface Agreement extends Omit<Check, 'judge' | 'language'> {
  /** What is compared, in the plural: `commands`. */
  readonly about: string;
  /** Compares the output of a process with another channel; empty where one of them has nothing to compare. */
  readonly compare: (process: ProcessRecord, recording: Recording) => readonly Compared[];
}

/** A check that what each process of exec printed agrees with another channel; not applicable where nothing is compared. */
export function agreement({ about, compare, ...head }: Agreement): Check {
  return {
    ...head,
    language: 'exec',
    judge(recording) {
      const compared = recording.processes.flatMap((process) =>
        compare(process, recording).map((result) => ({ process, result })),
      );
      const found = compared.flatMap(({ process, result }) => {
        if (result === true) return [];
        const message = `process ${process.process}: ${result.message}`;
        return [{ file: fileOf(process, 'stdout'), ...result, message }];
      });
      return failIfAny(found, compared.length, `${about}, all in agreement`);
    },
  };
}

/** The requests of a process to the model; none where no reply was recorded, so that what the model said is unknown. */
export function repliedRequests(process: ProcessRecord, recording: Recording): readonly ModelExchange[] {
  const requests = requestsOfProcess(recording, process);
  return requests.some((exchange) => replyEvents(exchange).length > 0) ? requests : [];
}

/** The calls of tools in the replies to a process; none where no reply was recorded. */
export function callsToProcess(process: ProcessRecord, recording: Recording): CalledTool[] {
  return calledTools(recording, repliedRequests(process, recording));
}
