import { mutantsOf, type Mutant } from '../mutant.ts';
import { both, notifications, type Fields, type Mutation } from '../../mutations/mutations.ts';

/** What the checks of the tokens of every wire must notice. */
export const usageMutants: readonly Mutant[] = [
  ...mutantsOf('app-server/usage/totals-never-fall', {
    'reports less the second time': again((total) => ({
      ...total,
      outputTokens: (total['outputTokens'] as number) - 1,
    })),
    'begins again at the second report': again((total) => zeroed(total)),
    'forgets a counter': again((total) => without(total, 'inputTokens')),
  }),
  ...mutantsOf('app-server/usage/first-total-is-last', {
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
  ...mutantsOf('app-server/usage/parts-fit', {
    'counts halves': each((total) => ({ ...total, outputTokens: 0.5 })),
    'counts below zero': each((last) => ({ ...last, inputTokens: -1 })),
    'counts in texts': each((total) => ({ ...total, inputTokens: '1200' })),
    'leaves out a counter': each((total) => without(total, 'outputTokens')),
    'has more cached than input': each((total) => ({ ...total, cachedInputTokens: 10_000 })),
    'has more reasoning than output': each((last) => ({ ...last, reasoningOutputTokens: 10_000 })),
  }),
];

type Counters = (counters: Fields) => Fields;

function part(name: 'total' | 'last', change: Counters): Mutation {
  return notifications('thread/tokenUsage/updated', (params) => {
    const usage = params['tokenUsage'] as Fields;
    return [{ ...params, tokenUsage: { ...usage, [name]: change(usage[name] as Fields) } }];
  });
}

/** Changes the counters of the thread and those of its last request alike. */
function each(change: Counters): Mutation {
  return both(part('total', change), part('last', change));
}

/** Reports a second time, with another total. */
function again(change: Counters): Mutation {
  return notifications('thread/tokenUsage/updated', (params) => {
    const usage = params['tokenUsage'] as Fields;
    return [params, { ...params, tokenUsage: { ...usage, total: change(usage['total'] as Fields) } }];
  });
}

function zeroed(counters: Fields): Fields {
  return Object.fromEntries(Object.keys(counters).map((name) => [name, 0]));
}

function without(counters: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(counters).filter(([each]) => each !== name));
}
