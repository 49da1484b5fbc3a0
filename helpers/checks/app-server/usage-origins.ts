import { isDeepStrictEqual } from 'node:util';
import { changeReportedUsage } from '../../mutations/model-replies.ts';
import { withoutModelRequests } from '../../mutations/model-requests.ts';
import type { Mutation } from '../../mutations/mutation.ts';
import { changeNotifications, isNotification, removeMessages } from '../../mutations/wire.ts';
import { recalls, repliesByThread } from '../../queries/thread-replies.ts';
import { usageIn } from '../../queries/model-replies.ts';
import { messagesOf, onWire } from '../../queries/wire-messages.ts';
import { threadObjects } from '../../queries/wire-objects.ts';
import type { ModelExchange, ProcessRecord, Recording } from '../../recording/recording.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import { failIfAny, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';
import { README, sourceIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';

/** Checks that compare the tokens of a wire with those that the model reports. */
export const usageOriginChecks: readonly Check[] = [
  {
    id: 'app-server/usage/as-model-reported',
    clause: 'Each token usage report has the usage of the next reply of the model, and the sum over the thread.',
    level: 'must',
    assumes: ['has-turn', 'response-completes', 'keeps-turns'],
    authority: README,
    language: 'app-server',
    needsModel: true,
    judge(recording) {
      const reports = recording.processes.flatMap(reportsIn);
      const judgeReport = usageJudge(recording);
      const found = reports.flatMap(judgeReport);
      return failIfAny(found, reports.length, 'reports of tokens, as the model reported them');
    },
    unjudged: () => ({
      'no report': removeMessages(isNotification('thread/tokenUsage/updated')),
    }),
    mutants: () => ({
      'reports other input tokens': changeReportedUsage(({ input_tokens: count }) => ({
        input_tokens: Number(count) + 1,
      })),
      'reports other output tokens': changeReportedUsage(({ output_tokens: count }) => ({
        output_tokens: 2 * Number(count) + 1,
      })),
      'reports other cached tokens': changeReportedUsage(() => ({ input_tokens_details: { cached_tokens: 7 } })),
      'reports other reasoning tokens': changeReportedUsage(() => ({ output_tokens_details: { reasoning_tokens: 7 } })),
      'reports usage that the model did not report': withoutModelRequests,
    }),
  },
  {
    id: 'app-server/usage/window-constant',
    clause: 'The context window is the same in all reports on threads with one model.',
    level: 'should',
    assumes: ['has-turn', 'usage-repeated'],
    authority: sourceIn('protocol/src/openai_models.rs: ModelInfo.context_window'),
    language: 'app-server',
    judge(recording) {
      const reports = recording.processes.flatMap(reportsIn).filter(({ last }) => last !== null);
      const models = new Map(threadObjects(recording).map(({ id, value }) => [id, value['model']]));
      const groups = [...Map.groupBy(reports, ({ thread }) => models.get(thread)).values()];
      const found = groups.flatMap(([first, ...rest]) =>
        rest
          .filter(({ window }) => window !== first!.window)
          .map((one) => evidence(one, 'context window differs', { window: first!.window }, { window: one.window })),
      );
      return failIfAny(
        found,
        reports.length - groups.length,
        'further reports of tokens on a model, with the same context window',
      );
    },
    mutants: () => ({
      'grows with each report': changeWindows((window, index) => window + index),
      'forgets the window later': changeWindows((window, index) => (index === 0 ? window : null)),
    }),
  },
];

/** Changes the context window in each report, by its place among them. */
function changeWindows(change: (window: number, index: number) => number | null): Mutation {
  return (recording) => {
    let index = -1;
    return changeNotifications('thread/tokenUsage/updated', (params) => {
      index += 1;
      const usage = objectOf(params['tokenUsage']);
      const modelContextWindow = change(Number(usage['modelContextWindow'] ?? 0), index);
      return [{ ...params, tokenUsage: { ...usage, modelContextWindow } }];
    })(recording);
  };
}

type Counters = Readonly<Record<string, unknown>>;

/** A report of tokens, or a request after which they are counted anew. */
interface Report {
  readonly process: ProcessRecord;
  readonly line: number;
  readonly thread: string;
  readonly last: Counters | null;
  readonly total: Counters;
  readonly window: unknown;
  /** The thread that was forked; null for a thread that was not. */
  readonly source: string | null;
}

interface Known {
  readonly last: Counters;
  readonly total: Counters;
}

/** The counters of the wire, as the Responses API names them. */
const COUNTERS: Readonly<Record<string, (usage: JsonObject) => unknown>> = {
  inputTokens: (usage) => usage['input_tokens'],
  cachedInputTokens: (usage) => objectIn(usage, 'input_tokens_details')['cached_tokens'] ?? 0,
  cacheWriteInputTokens: (usage) => objectIn(usage, 'input_tokens_details')['cache_write_tokens'] ?? 0,
  outputTokens: (usage) => usage['output_tokens'],
  reasoningOutputTokens: (usage) => objectIn(usage, 'output_tokens_details')['reasoning_tokens'] ?? 0,
  totalTokens: (usage) => usage['total_tokens'],
};

function usageJudge(recording: Recording): (report: Report) => Evidence[] {
  const replies = repliesByThread(recording);
  const known = new Map<string, Known>();
  const next = new Map<string, number>();
  const recounted = new Set<string>();
  return (report) => {
    const { thread, last, total, source, window } = report;
    if (last === null) {
      const before = source === null ? undefined : known.get(source);
      if (before !== undefined) known.set(thread, before);
      recounted.add(thread);
      return [];
    }
    const before = known.get(thread);
    const names = Object.keys(COUNTERS).filter((name) => name in total);
    known.set(thread, { last, total });
    if (before !== undefined && isDeepStrictEqual(before.total, total)) {
      return recounted.has(thread) || isDeepStrictEqual(before.last, last)
        ? []
        : [evidence(report, 'usage of the last request differs', before.last, last)];
    }
    const own = replies.get(thread) ?? [];
    const isFull = last['totalTokens'] === window && isDeepStrictEqual(last, total);
    if (isFull && own.some(({ reply }) => reply.body.includes('context_length_exceeded'))) return [];
    const sums = replyUsages(own, next.get(thread) ?? 0).map(({ index, usage }) => {
      const expectedLast = Object.fromEntries(names.map((name) => [name, COUNTERS[name]!(usage)]));
      const expectedTotal = Object.fromEntries(
        names.map((name) => [name, Number(expectedLast[name]) + Number(before?.total[name] ?? 0)]),
      );
      return { index, last: expectedLast, total: expectedTotal };
    });
    const fits = sums.find((sum) => isDeepStrictEqual([sum.last, sum.total], [last, total])) ?? sums[0];
    if (fits === undefined) return [evidence(report, 'no further reply of the model', before?.total ?? {}, total)];
    next.set(thread, fits.index + 1);
    return [
      ...(isDeepStrictEqual(fits.last, last)
        ? []
        : [evidence(report, 'usage of the last request differs', fits.last, last)]),
      ...(isDeepStrictEqual(fits.total, total) ? [] : [evidence(report, 'total usage differs', fits.total, total)]),
    ];
  };
}

/** The replies with usage that may be reported next: a reply that codex uses is never skipped. */
function replyUsages(all: readonly ModelExchange[], from: number): { index: number; usage: JsonObject }[] {
  const usages: { index: number; usage: JsonObject }[] = [];
  for (let index = from; index < all.length; index += 1) {
    const usage = usageIn(all[index]!);
    if (usage === null) continue;
    usages.push({ index, usage });
    const following = all[index + 1];
    if (following !== undefined && recalls(following, all[index]!)) break;
  }
  return usages;
}

function evidence({ process, line }: Report, message: string, expected: Counters, actual: Counters): Evidence {
  return { ...onWire(process, line, message), expected: JSON.stringify(expected), actual: JSON.stringify(actual) };
}

function reportsIn(process: ProcessRecord): Report[] {
  return messagesOf(process).flatMap(({ from, line, message, answers }): Report[] => {
    const none = { process, line, last: null, total: {}, window: null, source: null } as const;
    if (message.kind === 'request' && /^thread\/(?:rollback|compact\/start)$/.test(message.method)) {
      return [{ ...none, thread: textIn(objectOf(message.params), 'threadId') ?? '' }];
    }
    if (from === 'client') return [];
    if (message.kind === 'response' && /^(?:thread\/(?:fork|resume)|review\/start)$/.test(answers?.method ?? '')) {
      const asked = textIn(objectOf(answers?.params), 'threadId');
      const result = objectOf(message.result);
      const thread = textIn(objectIn(result, 'thread'), 'id') ?? textIn(result, 'reviewThreadId') ?? asked ?? '';
      return [{ ...none, thread, source: thread === asked ? null : asked }];
    }
    if (message.kind !== 'notification' || message.method !== 'thread/tokenUsage/updated') return [];
    const params = objectOf(message.params);
    const usage = objectIn(params, 'tokenUsage');
    const thread = textIn(params, 'threadId');
    if (thread === null) return [];
    const [last, total] = [objectIn(usage, 'last'), objectIn(usage, 'total')];
    return [{ ...none, thread, last: known(last), total: known(total), window: usage['modelContextWindow'] }];
  });
}

/** Without the counters of later versions. */
function known(counters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(counters).filter(([name]) => name in COUNTERS));
}
