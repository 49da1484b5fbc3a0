import { inSequence, type Mutation } from '../../mutations/mutation.ts';
import { addEventsAfter, changeEvents } from '../../mutations/stdout.ts';
import type { Check } from '../check.ts';
import { eventRule, execRule } from '../stream-rule.ts';
import { EVENTS, PROCESSOR } from './authorities.ts';

const FAILED = { type: 'turn.failed', error: { message: 'stream disconnected' } };

/** The message of an error event that announces a retry, in new versions and in 0.45. */
export const RETRY_NOTICE = /^Reconnecting\b|; retrying \d+\/\d+ in /;

/** Errors and failed turns. */
export const errorChecks: readonly Check[] = [
  execRule({
    id: 'exec/errors/failure-says-why',
    clause: 'turn.failed has a message.',
    level: 'must',
    assumes: ['failed-turn'],
    authority: EVENTS,
    about: 'failed turns',
    whenNone: 'not-applicable',
    start: eventRule(() => ({
      see(event) {
        if (event.type !== 'turn.failed') return undefined;
        return event.error.message.trim() === '' ? 'the message is empty' : true;
      },
    })),
    mutants: () => ({
      'fails without a word': failing('', ''),
      'fails with a blank': failing(' \n', ' \n'),
    }),
  }),
  execRule({
    id: 'exec/errors/announced-before-failure',
    clause: 'The last error event before turn.failed has the same message.',
    level: 'should',
    assumes: ['failed-turn'],
    authority: PROCESSOR,
    about: 'failed turns',
    whenNone: 'not-applicable',
    start: eventRule(() => {
      let announced: string | undefined;
      return {
        see(event) {
          if (event.type === 'error') announced = event.message;
          if (event.type !== 'turn.failed') return undefined;
          if (announced === undefined) return 'no error event before turn.failed';
          return announced === event.error.message ? true : `the last error event has another message: ${announced}`;
        },
      };
    }),
    mutants: () => ({
      'fails for another reason': changeEvents('turn.failed', () => [FAILED]),
      'fails unannounced': changeEvents('error', () => []),
      'corrects itself before it fails': changeEvents('turn.failed', (event) => [
        { type: 'error', message: 'no such model' },
        event,
      ]),
    }),
  }),
  execRule({
    id: 'exec/errors/none-in-completed-turn',
    clause: 'A turn that completes has no error events, except announced retries.',
    level: 'may',
    assumes: ['event-stream', 'some-start', 'turn-completes'],
    authority: { kind: 'observed', reference: 'versions from 0.61.0 to 0.169.0' },
    about: 'completed turns',
    whenNone: 'not-applicable',
    start: eventRule(() => {
      let said: string | undefined;
      return {
        see(event) {
          if (event.type === 'error' && !RETRY_NOTICE.test(event.message)) said ??= event.message;
          if (event.type !== 'turn.completed') return undefined;
          return said === undefined ? true : `an error event in a completed turn: ${said}`;
        },
      };
    }),
    mutants: () => ({
      'complains and completes': addEventsAfter('turn.started', { type: 'error', message: 'stream disconnected' }),
      'gives up and completes': addEventsAfter(
        'turn.started',
        { type: 'error', message: 'Reconnecting... 1/1' },
        { type: 'error', message: 'exceeded retry limit' },
      ),
    }),
  }),
];

function failing(announced: string, message: string): Mutation {
  return inSequence(
    changeEvents('error', (event) => [{ ...event, message: announced }]),
    changeEvents('turn.failed', (event) => [{ ...event, error: { message } }]),
  );
}
