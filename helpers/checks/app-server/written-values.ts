import { isDeepStrictEqual } from 'node:util';
import type { WireMessage } from '../../app-server/wire.ts';
import { objectOf, type JsonObject } from '../../util/json-object.ts';
import type { Check } from '../check.ts';
import { everyMessage, ruleOn, wireRule, type Rule } from '../stream-rule.ts';
import { README } from './authorities.ts';

/** A notification of the server, or a result with the params of its request. */
export interface Statement {
  readonly kind: 'notification' | 'result';
  readonly method: string;
  readonly params: JsonObject;
  /** Empty for a notification. */
  readonly result: JsonObject;
}

/** A value that a server reported, beside the one that it was given. */
export interface ValueComparison {
  readonly about: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * A rule on what a server keeps: it sees each statement of a server, in order, remembers what was written and compares what is read.
 *
 * @param start makes the reader of one wire; it returns undefined for a statement that reads nothing of it
 */
export function writtenValues(
  start: () => (statement: Statement) => readonly ValueComparison[] | undefined,
): Rule<WireMessage> {
  return ruleOn(everyMessage, () => {
    const read = start();
    return {
      see(message) {
        const statement = statementOf(message);
        return (statement === null ? undefined : read(statement))
          ?.filter(({ expected, actual }) => !isDeepStrictEqual(expected, actual))
          .map(({ about, expected, actual }) => ({
            message: about,
            line: message.line,
            expected: JSON.stringify(expected) ?? 'nothing',
            actual: JSON.stringify(actual) ?? 'nothing',
          }));
      },
    };
  });
}

/** The parts in which the checks of written values differ. */
interface WrittenValuesCheck extends Pick<Check, 'id' | 'effects' | 'clause' | 'mutants'> {
  /** The values judged, in the plural: `lists of sections`. */
  readonly about: string;
  /** See {@link writtenValues}. */
  readonly start: Parameters<typeof writtenValues>[0];
}

/** A check on what a server keeps, not applicable where nothing of it is read. */
export function writtenValuesCheck({ start, ...head }: WrittenValuesCheck): Check {
  return wireRule({
    level: 'must',
    authority: README,
    needsClient: true,
    whenNone: 'not-applicable',
    ...head,
    start: writtenValues(start),
  });
}

function statementOf({ from, message, answers }: WireMessage): Statement | null {
  if (from === 'client') return null;
  if (message.kind === 'notification') {
    return { kind: 'notification', method: message.method, params: objectOf(message.params), result: {} };
  }
  if (message.kind !== 'response' || answers === null) return null;
  return { kind: 'result', method: answers.method, params: objectOf(answers.params), result: objectOf(message.result) };
}
