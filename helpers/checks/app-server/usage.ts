import type { WireMessage } from '../../app-server/wire.ts';
import type { Check } from '../check.ts';
import { type SubjectJudge, everyMessage, NO_VIOLATIONS, ruleOn, wireRule } from '../stream-rule.ts';
import { observedIn } from './authorities.ts';
import { objectIn, textIn } from './fields.ts';
import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { changeNotifications } from '../../mutations/wire.ts';
import { type JsonObject, objectOf } from '../../util/json-object.ts';

type Counters = (counters: JsonObject) => JsonObject;

const SEEN = observedIn('all versions that send thread/tokenUsage/updated, from 0.77.0 to 0.169.0');
const ABOUT = { about: 'reports of tokens', whenNone: 'not-applicable' } as const;

/** What holds for the tokens that every wire reports. Of each thread the last report is kept. */
export const wireUsageChecks: readonly Check[] = [
  wireRule({
    id: 'app-server/usage/totals-never-fall',
    clause: 'The tokens that a thread has used in total never become fewer.',
    level: 'should',
    assumes: ['has-turn', 'response-completes', 'keeps-turns'],
    authority: SEEN,
    ...ABOUT,
    start: ruleOn(usageReports, neverFalling),
    mutants: () => ({
      'reports less the second time': again((total) => ({
        ...total,
        outputTokens: (total['outputTokens'] as number) - 1,
      })),
      'begins again at the second report': again((total) => zeroed(total)),
      'forgets a counter': again((total) => without(total, 'inputTokens')),
    }),
  }),
  wireRule({
    id: 'app-server/usage/first-total-is-last',
    clause: 'In the first report of a new thread the total tokens are those of the last request.',
    level: 'should',
    assumes: ['has-turn', 'response-completes', 'fresh-thread'],
    authority: SEEN,
    about: 'first reports of threads',
    whenNone: 'not-applicable',
    start: ruleOn(everyMessage, firstTotalIsLast),
    mutants: () => ({
      'reports a last request that is more than the total': part('last', (last) => ({
        ...last,
        inputTokens: (last['inputTokens'] as number) + 1,
      })),
      'reports no last request': part('last', zeroed),
      'reports a total of nothing': part('total', zeroed),
      'counts the last request twice': part('total', (total) => ({
        ...total,
        outputTokens: (total['outputTokens'] as number) * 2,
      })),
    }),
  }),
  wireRule({
    id: 'app-server/usage/parts-fit',
    clause: 'Tokens are counted in whole numbers; the cached are among the input, the reasoning among the output.',
    level: 'should',
    assumes: ['has-turn', 'response-completes'],
    authority: {
      kind: 'documented',
      reference: 'OpenAI API reference, Responses: usage has the details of its input and its output tokens',
    },
    ...ABOUT,
    start: ruleOn(usageReports, () => ({
      see({ line, total, last }) {
        const message = misfit(total) ?? misfit(last);
        return message === undefined ? NO_VIOLATIONS : [{ message, line }];
      },
    })),
    mutants: () => ({
      'counts halves': each((total) => ({ ...total, outputTokens: 0.5 })),
      'counts below zero': each((last) => ({ ...last, inputTokens: -1 })),
      'counts in texts': each((total) => ({ ...total, inputTokens: '1200' })),
      'leaves out a counter': each((total) => without(total, 'outputTokens')),
      'has more cached than input': each((total) => ({ ...total, cachedInputTokens: 10_000 })),
      'has more reasoning than output': each((last) => ({ ...last, reasoningOutputTokens: 10_000 })),
    }),
  }),
];

interface UsageReport {
  readonly line: number;
  readonly thread: string;
  readonly total: JsonObject;
  readonly last: JsonObject;
}

const COUNTERS = ['inputTokens', 'cachedInputTokens', 'outputTokens', 'reasoningOutputTokens'] as const;

function usageReports(): (message: WireMessage) => UsageReport | null {
  return ({ from, line, message }) => {
    if (from === 'client' || message.kind !== 'notification' || message.method !== 'thread/tokenUsage/updated')
      return null;
    const params = objectOf(message.params);
    const usage = objectIn(params, 'tokenUsage');
    const thread = textIn(params, 'threadId');
    return thread === null ? null : { line, thread, total: objectIn(usage, 'total'), last: objectIn(usage, 'last') };
  };
}

function neverFalling(): SubjectJudge<UsageReport> {
  const before = new Map<string, JsonObject>();
  return {
    see({ line, thread, total }) {
      const known = before.get(thread) ?? {};
      before.set(thread, total);
      return COUNTERS.filter((name) => count(total, name) < count(known, name)).map((name) => ({
        message: `${name} falls`,
        line,
        expected: `at least ${count(known, name)}`,
        actual: String(total[name]),
      }));
    },
  };
}

function firstTotalIsLast(): SubjectJudge<WireMessage> {
  const read = usageReports();
  // What a thread used before it was resumed or forked, if only for a review, counts in its total.
  const known = new Set<string>();
  return {
    see(wireMessage) {
      const { message, answers, from } = wireMessage;
      // The tokens of an interrupted turn count, but may not be reported.
      if (from === 'client' && message.kind === 'request' && message.method === 'turn/interrupt') {
        known.add(textIn(objectOf(message.params), 'threadId') ?? '');
      }
      if (message.kind === 'response' && /^(?:thread\/(?:resume|fork)|review\/start)$/.test(answers?.method ?? '')) {
        const result = objectOf(message.result);
        known.add(textIn(objectIn(result, 'thread'), 'id') ?? textIn(result, 'reviewThreadId') ?? '');
      }
      const report = read(wireMessage);
      if (report === null || known.has(report.thread)) return undefined;
      const { line, thread, total, last } = report;
      known.add(thread);
      return COUNTERS.filter((name) => total[name] !== last[name]).map((name) => ({
        message: `${name} differs`,
        line,
        expected: String(last[name]),
        actual: String(total[name]),
      }));
    },
  };
}

function misfit(counters: JsonObject): string | undefined {
  const wrong = COUNTERS.find((name) => !(Number.isSafeInteger(counters[name]) && count(counters, name) >= 0));
  if (wrong !== undefined) return `${wrong} is no count: ${JSON.stringify(counters[wrong]) ?? 'missing'}`;
  if (count(counters, 'cachedInputTokens') > count(counters, 'inputTokens')) return 'more cached than input tokens';
  if (count(counters, 'reasoningOutputTokens') > count(counters, 'outputTokens'))
    return 'more reasoning than output tokens';
  return undefined;
}

function count(counters: JsonObject, name: string): number {
  const value = counters[name];
  return typeof value === 'number' ? value : 0;
}

function without(counters: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(counters).filter(([each]) => each !== name));
}

function each(change: Counters): Mutation {
  return inSequence(part('total', change), part('last', change));
}

function part(name: 'total' | 'last', change: Counters): Mutation {
  return changeNotifications('thread/tokenUsage/updated', (params) => {
    const usage = params['tokenUsage'] as JsonObject;
    return [{ ...params, tokenUsage: { ...usage, [name]: change(usage[name] as JsonObject) } }];
  });
}

function zeroed(counters: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(counters).map((name) => [name, 0]));
}

function again(change: Counters): Mutation {
  return changeNotifications('thread/tokenUsage/updated', (params) => {
    const usage = params['tokenUsage'] as JsonObject;
    return [params, { ...params, tokenUsage: { ...usage, total: change(usage['total'] as JsonObject) } }];
  });
}
