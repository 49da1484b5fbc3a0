import { withoutModelRequests } from '../../mutations/model-requests.ts';
import { modelRequests } from '../../queries/model-requests.ts';
import type { ModelExchange, Recording } from '../../recording/recording.ts';
import { failIfAny, untestable, type Check } from '../check.ts';
import type { Evidence } from '../verdict.ts';

/** A difference between a request and the clause; `subject` is what differs, such as `model`. */
interface Difference extends Required<Pick<Evidence, 'expected' | 'actual'>> {
  readonly subject: string;
}

/**
 * A check of each request to the model.
 *
 * @param differs undefined for a request that is as the clause has it
 * @param missing why the recording cannot be judged; undefined if it can
 */
export function eachRequest(
  head: Omit<Check, 'judge'>,
  differs: (exchange: ModelExchange, recording: Recording) => Difference | undefined,
  missing: (recording: Recording) => string | undefined = () => undefined,
): Check {
  return {
    ...head,
    language: 'exec',
    needsModel: true,
    unjudged: () => ({ 'no request': withoutModelRequests, ...head.unjudged?.() }),
    judge(recording) {
      const requests = modelRequests(recording);
      const reason = requests.length === 0 ? 'no request to the model was recorded' : missing(recording);
      if (reason !== undefined) return untestable(reason);
      const found = requests.flatMap((exchange): Evidence[] => {
        const difference = differs(exchange, recording);
        if (difference === undefined) return [];
        const { subject, expected, actual } = difference;
        const line = recording.model.indexOf(exchange) + 1;
        const message = `process ${exchange.process}: ${subject} of a request to the model differs`;
        return [{ message, file: 'model.jsonl', line, expected, actual }];
      });
      return failIfAny(found, requests.length, 'requests to the model, all valid');
    },
  };
}

/** The difference of a request that does not hold all of these texts in this order. */
export function textsInOrder(exchange: ModelExchange, texts: readonly string[]): Difference | undefined {
  const sent = bodyText(exchange);
  const places = texts.map((text) => sent.indexOf(text));
  if (places.every((place, index) => place > (places[index - 1] ?? -1))) return undefined;
  const found = texts.filter((text) => sent.includes(text)).toSorted((a, b) => sent.indexOf(a) - sent.indexOf(b));
  return { subject: 'the text', expected: texts.join(' | '), actual: found.join(' | ') || 'none of it' };
}

/** All text of a request: its instructions and its messages. */
export function bodyText(exchange: ModelExchange): string {
  const { instructions } = exchange.body as { instructions?: unknown };
  return [instructions, ...contentParts(exchange).map(({ text }) => text)]
    .filter((text) => typeof text === 'string')
    .join('\n');
}

/** The parts of the contents of all messages of a request. */
export function contentParts({ body }: ModelExchange): readonly Readonly<Record<string, unknown>>[] {
  const { input } = body as { input?: unknown };
  if (!Array.isArray(input)) return [];
  return input.flatMap((item: { content?: unknown } | null) => (Array.isArray(item?.content) ? item.content : []));
}
