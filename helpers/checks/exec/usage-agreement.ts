import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { changeUsage } from '../../mutations/stdout.ts';
import { usage } from '../../exec/transcript.ts';
import { isEphemeral } from '../../queries/asked-settings.ts';
import { linesOf } from '../../queries/exec-lines.ts';
import { usageIn } from '../../queries/model-replies.ts';
import { requestsOfProcess } from '../../queries/process-requests.ts';
import { printedThreadId } from '../../queries/thread-ids.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf } from '../../util/json-object.ts';
import { agreement, repliedRequests, type Compared } from './agreement.ts';
import { PROCESSOR } from './authorities.ts';

/** The counters of `turn.completed`, by what a response of the model reports. */
const COUNTERS: Readonly<Record<string, (usage: Readonly<Record<string, unknown>>) => unknown>> = {
  input_tokens: ({ input_tokens }) => input_tokens,
  cached_input_tokens: ({ input_tokens_details }) => objectOf(input_tokens_details)['cached_tokens'],
  cache_write_input_tokens: ({ input_tokens_details }) => objectOf(input_tokens_details)['cache_write_tokens'],
  output_tokens: ({ output_tokens }) => output_tokens,
  reasoning_output_tokens: ({ output_tokens_details }) => objectOf(output_tokens_details)['reasoning_tokens'],
};

/** The tokens of a turn, against those that the model reported. */
export const usageAsReported = agreement({
  id: 'exec/usage/as-the-model-reports',
  clause:
    'Each token count of a turn is the sum of what the responses of the model report in the turn, or in its thread so far.',
  level: 'should',
  assumes: ['event-stream', 'some-start', 'turn-completes', 'plain-turns'],
  authority: PROCESSOR,
  about: 'token counts',
  needsModel: true,
  compare(process, recording) {
    const counted = usage(linesOf(process));
    const own = repliedRequests(process, recording);
    if (counted === null || own.length === 0 || isReview(process)) return [];
    const counters = Object.keys(counted).filter((counter) => counter in COUNTERS);
    const before = requestsBefore(process, recording);
    // A thread need not count its ephemeral turns.
    const ephemeral = new Set(recording.processes.filter(isEphemeral).map((one) => one.process));
    const kept = before.filter((exchange) => !ephemeral.has(exchange.process));
    const sums = [own, [...kept, ...own], [...before, ...own]].map(totals);
    const isCounted = (sum: Counts): boolean => counters.every((counter) => counted[counter] === sum[counter]);
    const expectedCounts = sums.find(isCounted) ?? sums.at(-1)!;
    return counters.map((counter): Compared => {
      const [expected, actual] = [String(expectedCounts[counter]), String(counted[counter])];
      return expected === actual || { message: `${counter} differs from the usage of the model`, expected, actual };
    });
  },
  unjudged: () => ({ 'no request': withoutModelRequests }),
  mutants: () => ({
    'counts the output twice': changeUsage(({ output_tokens }) => ({ output_tokens: 2 * Number(output_tokens) })),
    'counts one token more': changeUsage(({ input_tokens }) => ({ input_tokens: Number(input_tokens) + 1 })),
    'counts nothing as cached': changeUsage(() => ({ cached_input_tokens: 0 })),
  }),
});

type Counts = Readonly<Record<string, number>>;

/** The sums of the counters over the responses to these requests. */
function totals(requests: readonly ModelExchange[]): Counts {
  const usages = requests.map((exchange) => usageIn(exchange) ?? {});
  return Object.fromEntries(
    Object.entries(COUNTERS).map(([counter, read]) => [
      counter,
      usages.reduce((sum, each) => sum + Number(read(each) ?? 0), 0),
    ]),
  );
}

/** The requests of earlier processes in the thread of a process, or in the one that it forks. */
function requestsBefore(process: ProcessRecord, recording: Recording): ModelExchange[] {
  const thread = printedThreadId(process);
  return recording.processes
    .filter((one) => {
      const id = printedThreadId(one);
      return one.process < process.process && id !== null && (id === thread || process.argv.includes(id));
    })
    .flatMap((one) => requestsOfProcess(recording, one));
}

/** The tokens of a reviewer are not those of the thread. */
function isReview({ argv }: ProcessRecord): boolean {
  return argv.includes('review');
}
