import type { Recording } from '../../recording/recording.ts';
import { requestViews, type RequestView } from '../../queries/request-views.ts';
import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { failIfAny, type Check, type CheckOutcome } from '../check.ts';
import type { Evidence } from '../verdict.ts';

/** What a clause found in one request: how many values it compared, and those that differ. */
export interface RequestComparison {
  readonly count: number;
  readonly found: readonly Evidence[];
}

export const NOTHING_COMPARED: RequestComparison = { count: 0, found: [] };

/** A check of requests to the model; without anything to compare it does not apply. */
export function requestCheck(
  head: Omit<Check, 'judge' | 'needsModel'>,
  about: string,
  compare: (views: readonly RequestView[], recording: Recording) => readonly RequestComparison[],
): Check {
  return {
    ...head,
    needsModel: true,
    unjudged: () => ({ 'no request': withoutModelRequests, ...head.unjudged?.() }),
    judge: (recording) => outcomeOf(compare(requestViews(recording), recording), about),
  };
}

/** The evidence for a request: place, expected and actual. */
export function inRequest(
  { exchange, line }: RequestView,
  message: string,
  expected: unknown,
  actual: unknown,
): Evidence {
  return {
    message: `process ${exchange.process}: ${message}`,
    file: 'model.jsonl',
    line,
    expected: shown(expected),
    actual: shown(actual),
  };
}

function outcomeOf(compared: readonly RequestComparison[], about: string): CheckOutcome {
  const count = compared.reduce((sum, one) => sum + one.count, 0);
  return failIfAny(
    compared.flatMap(({ found }) => found),
    count,
    `${about}, all in agreement`,
  );
}

const MOST_SHOWN = 300;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}
